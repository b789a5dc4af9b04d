/**
 * Warns of common columns that are linear combinations of others. The largest categorical block is
 * eliminated level by level, so that a factor with thousands of levels costs no matrix of its own.
 */
import { listNames } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { CommonBlock, PatternColumns } from "../../design/design-blocks.js";
import { columnMoments } from "../column-moments.js";
import type { ModelSpec, ResolvedPrior } from "../model-spec.js";
import { rowWeights } from "../row-weights.js";
import { spanEntry } from "./block-span.js";
import { crossProduct, patternSums } from "./cross-products.js";
import type { ColumnSet } from "./cross-products.js";
import { dependentColumns } from "./dependent-columns.js";
import type { Dependence } from "./dependent-columns.js";

const theIntercept = "the intercept";
/** More columns than this beside the largest factor are not checked. */
const mostColumns = 800;
/** Pairs of patterns that are tabulated at most. */
const mostPairs = 4_000_000;

/** A set of columns with where it comes from; the intercept has no block. */
interface NamedSet extends ColumnSet {
  readonly block: CommonBlock | undefined;
}

export function warnOfCollinearColumns(spec: ModelSpec, file: string, sink: DiagnosticSink): void {
  const { predictor, response } = spec.design;
  const weights = rowWeights(response);
  const absorbed = largestFactor(predictor.common, predictor.intercept);
  const sets = columnSets(spec, absorbed, weights);
  const width = sets.reduce((sum, set) => sum + set.width, 0);
  if (width > mostColumns || tooManyPairs(sets, absorbed)) {
    reportUnchecked(spec, file, sink);
    return;
  }
  const { products, squares, levelMeans } = eliminated(sets, width, absorbed, weights);
  for (const dependence of dependentColumns(products, squares)) {
    const byLevels = levelMeans !== undefined && variesByLevel(dependence, levelMeans, width);
    report(dependence, { spec, sets, absorbed: byLevels ? absorbed : undefined }, file, sink);
  }
}

/** The widest block of plain dummies whose patterns are its levels. */
function largestFactor(
  blocks: readonly CommonBlock[],
  intercept: boolean,
): CommonBlock | undefined {
  let largest: CommonBlock | undefined;
  for (const block of blocks) {
    const { columns, columnNames } = block;
    if (columns.kind !== "pattern" || columns.multiplier) continue;
    const complete = columnNames.length + (intercept ? 1 : 0) === columns.patternCount;
    if (complete && columnNames.length > (largest?.columnNames.length ?? 0)) largest = block;
  }
  return largest;
}

/** Intercept (unless the absorbed factor holds it), then categorical, mixed and numeric blocks. */
function columnSets(
  { design }: ModelSpec,
  absorbed: CommonBlock | undefined,
  weights: Float64Array | undefined,
): readonly NamedSet[] {
  const { intercept, common, rowCount } = design.predictor;
  const order = { categorical: 0, mixed: 1, numeric: 2 } as const;
  const sets: NamedSet[] = [...common]
    .sort((left, right) => order[left.composition] - order[right.composition])
    .filter((block) => block !== absorbed)
    .map((block) => ({
      width: block.columnNames.length,
      columns: standardised(block, intercept, weights),
      block,
    }));
  if (!intercept || absorbed) return sets;
  const ones = new Float64Array(rowCount).fill(1);
  return [{ width: 1, columns: { kind: "dense", columns: [ones] }, block: undefined }, ...sets];
}

/** Dense columns centred (beside an intercept) and scaled, which costs nothing in span and saves digits. */
function standardised(
  { columns }: CommonBlock,
  centre: boolean,
  weights: Float64Array | undefined,
): ColumnSet["columns"] {
  if (columns.kind === "pattern") return columns;
  const scaled = columns.columns.map((column) => {
    const { mean, sd } = columnMoments(column, weights);
    const shift = centre ? mean : 0;
    return sd > 0 ? column.map((x) => (x - shift) / sd) : column;
  });
  return { kind: "dense", columns: scaled };
}

function tooManyPairs(sets: readonly NamedSet[], absorbed: CommonBlock | undefined): boolean {
  const counts = [...sets.map(({ columns }) => columns), ...(absorbed ? [absorbed.columns] : [])]
    .filter((columns) => columns.kind === "pattern")
    .map(({ patternCount }) => patternCount)
    .sort((left, right) => right - left);
  return counts.length > 1 && counts[0]! * counts[1]! > mostPairs;
}

interface Eliminated {
  readonly products: Float64Array;
  /** Sum of squares of each column around its mean (or around zero without an intercept). */
  readonly squares: Float64Array;
  /** Mean of every column in every level of the absorbed factor with data, levels × width. */
  readonly levelMeans: Float64Array | undefined;
}

function eliminated(
  sets: readonly NamedSet[],
  width: number,
  absorbed: CommonBlock | undefined,
  weights: Float64Array | undefined,
): Eliminated {
  const products = allProducts(sets, width, weights);
  const squares = Float64Array.from({ length: width }, (_, i) => products[i * width + i]!);
  if (absorbed?.columns.kind !== "pattern") return { products, squares, levelMeans: undefined };
  const { weight, sums } = levelSums(absorbed.columns, sets, width, weights);
  centreSquares(squares, weight, sums);
  const levelMeans: number[] = [];
  for (let level = 0; level < weight.length; level++) {
    const total = weight[level]!;
    if (!(total > 0)) continue;
    for (let i = 0; i < width; i++) {
      const mean = sums[level * width + i]! / total;
      levelMeans.push(mean);
      for (let j = 0; j < width; j++) products[i * width + j]! -= mean * sums[level * width + j]!;
    }
  }
  return { products, squares, levelMeans: Float64Array.from(levelMeans) };
}

/** Takes the mean out of the sums of squares: the absorbed factor spans the constant. */
function centreSquares(squares: Float64Array, weight: Float64Array, sums: Float64Array): void {
  const width = squares.length;
  const total = weight.reduce((sum, one) => sum + one, 0);
  for (let i = 0; i < width; i++) {
    let sum = 0;
    for (let level = 0; level < weight.length; level++) sum += sums[level * width + i]!;
    const centred = squares[i]! - (sum * sum) / total;
    squares[i] = centred > 1e-12 * squares[i]! ? centred : 0;
  }
}

function allProducts(
  sets: readonly NamedSet[],
  width: number,
  weights: Float64Array | undefined,
): Float64Array {
  const products = new Float64Array(width * width);
  let top = 0;
  for (const [position, left] of sets.entries()) {
    let side = 0;
    for (const right of sets.slice(0, position + 1)) {
      const block = crossProduct(left, right, weights);
      for (let i = 0; i < left.width; i++) {
        for (let j = 0; j < right.width; j++) {
          products[(top + i) * width + side + j] = block[i * right.width + j]!;
          products[(side + j) * width + top + i] = block[i * right.width + j]!;
        }
      }
      side += right.width;
    }
    top += left.width;
  }
  return products;
}

/** Weight of every level of the absorbed factor, and its sums of all columns, levels × width. */
function levelSums(
  factor: PatternColumns,
  sets: readonly NamedSet[],
  width: number,
  weights: Float64Array | undefined,
): { weight: Float64Array; sums: Float64Array } {
  const ones = new Float64Array(factor.index.length).fill(1);
  const constant: ColumnSet = { width: 1, columns: { kind: "dense", columns: [ones] } };
  const weight = patternSums(factor, constant, weights);
  const sums = new Float64Array(factor.patternCount * width);
  let start = 0;
  for (const set of sets) {
    const block = patternSums(factor, set, weights);
    for (let level = 0; level < factor.patternCount; level++) {
      const from = level * set.width;
      sums.set(block.subarray(from, from + set.width), level * width + start);
    }
    start += set.width;
  }
  return { weight, sums };
}

/** Whether what the earlier columns leave of a dependent one differs between the factor's levels. */
function variesByLevel(
  { column, on }: Dependence,
  levelMeans: Float64Array,
  width: number,
): boolean {
  let low = Infinity;
  let high = -Infinity;
  let size = 0;
  for (let start = 0; start < levelMeans.length; start += width) {
    let rest = levelMeans[start + column]!;
    for (const part of on) rest -= part.coefficient * levelMeans[start + part.column]!;
    low = Math.min(low, rest);
    high = Math.max(high, rest);
    size = Math.max(size, Math.abs(levelMeans[start + column]!));
  }
  return high - low > 1e-6 * size;
}

/** Where the columns of a dependence are looked up. */
interface Columns {
  readonly spec: ModelSpec;
  readonly sets: readonly NamedSet[];
  readonly absorbed: CommonBlock | undefined;
}

/** Whether no prior holds the direction in which these coefficients cannot be told apart. */
function allFlat(names: ReadonlySet<string>, { common, intercept }: ModelSpec): boolean {
  const isFlat = (prior: ResolvedPrior | undefined): boolean => prior?.distribution.name === "Flat";
  return [...names].every((name) =>
    isFlat(
      name === theIntercept
        ? intercept?.prior
        : common.find((parameter) => parameter.name === name)?.prior,
    ),
  );
}

function report(
  { column, on }: Dependence,
  { spec, sets, absorbed }: Columns,
  file: string,
  sink: DiagnosticSink,
): void {
  const { block, name } = columnAt(sets, column);
  if (!block) return;
  const free = new Set([...(absorbed?.columnNames ?? []), name]);
  for (const part of on) free.add(columnAt(sets, part.column).name);
  const names = [...(absorbed ? [absorbed.term] : []), ...partners(on, sets)];
  const terms = absorbed !== undefined || names.length < on.length;
  const named = `${terms ? "the columns of " : ""}${listNames(names)}`;
  if (allFlat(free, spec)) {
    sink.report({
      code: "improper-posterior",
      severity: "error",
      message: `the posterior has no finite mass: \`${name}\` is a linear combination of ${named}, and their priors are flat`,
      ...spanEntry(block, file),
      help: `leave \`${name}\` out, or give one of them a proper prior`,
    });
    return;
  }
  sink.report({
    code: "collinear-columns",
    severity: "warning",
    message: `\`${name}\` is a linear combination of ${named}`,
    ...spanEntry(block, file),
    help: `only the priors tell these coefficients apart, so do not read them one by one; leave \`${name}\` out, or make the other term group-specific${absorbed ? `: \`(1 | ${factorOf(absorbed.term)})\`` : ""}`,
  });
}

/** `state` of `C(state)`: a grouping factor needs no `C`. */
function factorOf(term: string): string {
  return /^C\(([\p{L}_][\p{L}\p{N}_.]*)\)$/u.exec(term)?.[1] ?? term;
}

/** Names of columns; a block of which several take part is named once. */
function partners(on: Dependence["on"], sets: readonly NamedSet[]): string[] {
  const byBlock = new Map<CommonBlock, string[]>();
  for (const part of on) {
    const { block, name } = columnAt(sets, part.column);
    if (block) byBlock.set(block, [...(byBlock.get(block) ?? []), name]);
  }
  return [...byBlock].flatMap(([block, names]) => (names.length > 2 ? [block.term] : names));
}

function columnAt(
  sets: readonly NamedSet[],
  column: number,
): { block: CommonBlock | undefined; name: string } {
  let start = 0;
  for (const { width, block } of sets) {
    if (column < start + width) {
      return { block, name: block ? block.columnNames[column - start]! : theIntercept };
    }
    start += width;
  }
  throw new Error(`no column ${column}`);
}

function reportUnchecked(
  { formulaText, common, design }: ModelSpec,
  file: string,
  sink: DiagnosticSink,
): void {
  const [widest] = [...design.predictor.common].sort(
    (left, right) => right.columnNames.length - left.columnNames.length,
  );
  sink.report({
    code: "collinearity-not-checked",
    severity: "note",
    message: `the ${common.length} common columns of \`${formulaText}\` are too many to look for linear combinations among them`,
    ...(widest && spanEntry(widest, file)),
  });
}

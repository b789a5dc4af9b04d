/**
 * Warns of common columns that are linear combinations of others. The largest categorical block is
 * eliminated level by level, so that a factor with thousands of levels costs no matrix of its own.
 */
import { listNames } from "../../data/index.js";
import type { CommonBlock } from "../../design/design-blocks.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { ModelSpec, ResolvedPrior } from "../model-spec.js";
import { rowWeights } from "../row-weights.js";
import { spanEntry } from "./block-span.js";
import { columnAt, columnSets, largestFactor, theIntercept, type NamedSet } from "./column-sets.js";
import { dependentColumns, type Dependence } from "./dependent-columns.js";
import { eliminated, variesByLevel } from "./eliminate-factor.js";

/** More columns than this beside the largest factor are not checked. */
const mostColumns = 800;
/** Pairs of patterns that are tabulated at most. */
const mostPairs = 4_000_000;

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

function tooManyPairs(sets: readonly NamedSet[], absorbed: CommonBlock | undefined): boolean {
  const counts = [...sets.map(({ columns }) => columns), ...(absorbed ? [absorbed.columns] : [])]
    .filter((columns) => columns.kind === "pattern")
    .map(({ patternCount }) => patternCount)
    .sort((left, right) => right - left);
  return counts.length > 1 && counts[0]! * counts[1]! > mostPairs;
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

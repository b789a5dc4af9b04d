/** The columns of one coded term: products of its components, the first component slowest. */
import type {
  BlockColumns,
  DenseColumns,
  PatternColumns,
  TermComposition,
} from "./design-blocks.js";
import type { CodedFactors } from "./choose-codings.js";
import type { CategoricalComponent, ComponentValue, NumericComponent } from "./component-value.js";
import type { ContrastMatrix } from "./contrasts.js";
import { contrastMatrix } from "./contrasts.js";
import type { Component } from "./term.js";

/** A categorical component with the coding that this term gives it. */
export interface CodedFactor {
  readonly kind: "categorical";
  readonly component: CategoricalComponent;
  readonly matrix: ContrastMatrix;
}

export type CodedComponent = CodedFactor | NumericComponent;

export interface CodedTerm {
  readonly name: string;
  readonly components: readonly CodedComponent[];
  readonly columnNames: readonly string[];
}

/** The labels that a component gives to its columns; undefined for a single numeric column. */
function labelsOf(component: CodedComponent): readonly string[] | undefined {
  if (component.kind === "categorical") return component.matrix.labels;
  return component.columns.length > 1 ? component.columns.map((_, k) => String(k)) : undefined;
}

/** `x`; `eth[Black]`; `a:b[a2, b2]`; `poly(x, 2)[0]`. */
function nameColumns(name: string, components: readonly CodedComponent[]): readonly string[] {
  let joined: readonly string[] = [""];
  for (const labels of components.map(labelsOf)) {
    if (!labels) continue;
    joined = joined.flatMap((left) =>
      labels.map((label) => (left === "" ? label : `${left}, ${label}`)),
    );
  }
  const bare = components.every((component) => labelsOf(component) === undefined);
  return bare ? [name] : joined.map((labels) => `${name}[${labels}]`);
}

/** The number of columns, without making them. */
export function countColumns(components: readonly CodedComponent[]): number {
  return components.reduce(
    (count, component) =>
      count *
      (component.kind === "categorical"
        ? component.matrix.labels.length
        : component.columns.length),
    1,
  );
}

/** The components of a term that a block of columns has, with their contrasts. */
export function codeComponents(
  components: readonly Component[],
  values: ReadonlyMap<string, ComponentValue>,
  coding: CodedFactors,
): { readonly name: string; readonly components: readonly CodedComponent[] } {
  const kept = components.flatMap(({ key, label }): { label: string; coded: CodedComponent }[] => {
    const value = values.get(key);
    if (!value) throw new Error(`${label} was not evaluated`);
    if (value.kind === "numeric") return [{ label, coded: value }];
    const way = coding.get(key);
    if (!way) return [];
    const matrix = contrastMatrix(value.contrast, value.levels, way);
    return [{ label, coded: { kind: "categorical", component: value, matrix } }];
  });
  return {
    name: kept.map(({ label }) => label).join(":"),
    components: kept.map(({ coded }) => coded),
  };
}

export function codedTerm(name: string, components: readonly CodedComponent[]): CodedTerm {
  return { name, components, columnNames: nameColumns(name, components) };
}

export function compositionOf(components: readonly CodedComponent[]): TermComposition {
  const categorical = components.filter(({ kind }) => kind === "categorical").length;
  if (categorical === 0) return "numeric";
  return categorical === components.length ? "categorical" : "mixed";
}

function multiply(left: Float64Array | undefined, right: Float64Array): Float64Array {
  return left ? left.map((value, row) => value * right[row]!) : right;
}

function factorColumn({ component, matrix }: CodedFactor, column: number): Float64Array {
  const width = matrix.labels.length;
  const { codes } = component;
  const values = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    values[row] = matrix.values[codes[row]! * width + column]!;
  }
  return values;
}

/** Every column of the term as numbers per row. */
export function denseColumns({ components }: CodedTerm): readonly Float64Array[] {
  let products: readonly (Float64Array | undefined)[] = [undefined];
  for (const component of components) {
    const own =
      component.kind === "numeric"
        ? component.columns
        : component.matrix.labels.map((_, column) => factorColumn(component, column));
    products = products.flatMap((left) => own.map((right) => multiply(left, right)));
  }
  return products.filter((column) => column !== undefined);
}

/** Rows of the product of the factors' codings: pattern p of the full product of levels. */
function productPattern(
  factors: readonly CodedFactor[],
  pattern: number,
  into: Float64Array,
): void {
  let width = 1;
  let rest = pattern;
  into[0] = 1;
  const digits = factors.map(() => 0);
  for (let k = factors.length - 1; k >= 0; k--) {
    const { levelCount } = factors[k]!.matrix;
    digits[k] = rest % levelCount;
    rest = Math.floor(rest / levelCount);
  }
  for (const [k, { matrix }] of factors.entries()) {
    const own = matrix.labels.length;
    const row = digits[k]! * own;
    for (let left = width - 1; left >= 0; left--) {
      const base = into[left]!;
      for (let j = own - 1; j >= 0; j--) into[left * own + j] = base * matrix.values[row + j]!;
    }
    width *= own;
  }
}

interface JointLevels {
  readonly index: Int32Array;
  /** Positions in the full product of levels of the patterns that occur; undefined for all. */
  readonly observed: readonly number[] | undefined;
}

/** The combination of levels of every row, numbered among those that occur. */
function jointLevels(factors: readonly CodedFactor[]): JointLevels {
  const [first, ...others] = factors;
  if (others.length === 0) return { index: first!.component.codes, observed: undefined };
  const rowCount = first!.component.codes.length;
  const joint = new Float64Array(rowCount);
  for (const { component, matrix } of factors) {
    const { codes } = component;
    for (let row = 0; row < rowCount; row++) {
      joint[row] = joint[row]! * matrix.levelCount + codes[row]!;
    }
  }
  const observed = distinctSorted(joint, productSize(factors));
  const place = placeFinder(observed, productSize(factors));
  const index = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) index[row] = place(joint[row]!);
  return { index, observed };
}

function productSize(factors: readonly CodedFactor[]): number {
  return factors.reduce((size, { matrix }) => size * matrix.levelCount, 1);
}

/** Below this many combinations a table by combination is made, above it a map. */
const tableLimit = 1 << 22;

function distinctSorted(joint: Float64Array, size: number): readonly number[] {
  if (size > tableLimit) return Array.from(Float64Array.from(new Set(joint)).sort());
  const seen = new Uint8Array(size);
  for (const combination of joint) seen[combination] = 1;
  const observed: number[] = [];
  for (let combination = 0; combination < size; combination++) {
    if (seen[combination] === 1) observed.push(combination);
  }
  return observed;
}

function placeFinder(observed: readonly number[], size: number): (joint: number) => number {
  if (size > tableLimit) {
    const places = new Map(observed.map((combination, place) => [combination, place]));
    return (joint) => places.get(joint)!;
  }
  const places = new Int32Array(size);
  for (const [place, combination] of observed.entries()) places[combination] = place;
  return (joint) => places[joint]!;
}

function isNumeric(component: CodedComponent): component is NumericComponent {
  return component.kind === "numeric";
}

/** A term with factors and at most single numeric columns: one pattern for each combination of levels. */
function patternColumns(
  term: CodedTerm,
  factors: readonly CodedFactor[],
  numeric: readonly NumericComponent[],
): PatternColumns {
  const { index, observed } = jointLevels(factors);
  const patternCount = observed?.length ?? factors[0]!.matrix.levelCount;
  const width = term.columnNames.length;
  const patterns = new Float64Array(patternCount * width);
  for (let pattern = 0; pattern < patternCount; pattern++) {
    const into = patterns.subarray(pattern * width, (pattern + 1) * width);
    productPattern(factors, observed ? observed[pattern]! : pattern, into);
  }
  let multiplier: Float64Array | undefined;
  for (const { columns } of numeric) multiplier = multiply(multiplier, columns[0]!);
  const kind = "pattern";
  return multiplier
    ? { kind, index, patterns, patternCount, multiplier }
    : { kind, index, patterns, patternCount };
}

function dense(term: CodedTerm): DenseColumns {
  return { kind: "dense", columns: denseColumns(term) };
}

/** The columns of a term in the form that costs least. */
export function blockColumns(term: CodedTerm): BlockColumns {
  const numeric = term.components.filter(isNumeric);
  const factors = term.components.filter((component) => !isNumeric(component));
  const singles = numeric.every(({ columns }) => columns.length === 1);
  return factors.length > 0 && singles ? patternColumns(term, factors, numeric) : dense(term);
}

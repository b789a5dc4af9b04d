/** The columns of a coded term in the form that costs least: patterns of levels, or numbers per row. */
import type { CodedComponent, CodedFactor, CodedTerm } from "./coded-term.js";
import { denseColumns, multiply } from "./coded-term.js";
import type { NumericComponent } from "./component-value.js";
import type { BlockColumns, DenseColumns, PatternColumns } from "./design-blocks.js";

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

function isNumeric(component: CodedComponent): component is NumericComponent {
  return component.kind === "numeric";
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

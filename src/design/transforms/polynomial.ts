/** `poly(x, degree)`: orthonormal polynomials by their three-term recursion, as R's `poly`. */
import type { FormulaValue } from "../formula-value.js";
import type { BoundCall, FormulaFunction } from "./formula-function.js";
import {
  column,
  flagOption,
  numbersArgument,
  option,
  rejectArgument,
  wholeNumberOption,
} from "./formula-function.js";

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

/** Σ x p² / Σ p²: the centre of the next step of the recursion. */
function recursionCentre(x: Float64Array, p: Float64Array, norm: number): number {
  return x.reduce((sum, value, row) => sum + value * p[row]! * p[row]!, 0) / norm;
}

/** p_{k+1} = (x − a_k) p_k − (n_k / n_{k−1}) p_{k−1}, monic (Kennedy and Gentle 1980, p. 343). */
function nextPolynomial(
  x: Float64Array,
  centre: number,
  ratio: number,
  current: Float64Array,
  previous: Float64Array | undefined,
): Float64Array {
  return x.map((value, row) => {
    const rising = (value - centre) * current[row]!;
    return previous ? rising - ratio * previous[row]! : rising;
  });
}

/** The monic polynomials of degrees 1 to `degree`, given centres and squared norms. */
function monicPolynomials(
  x: Float64Array,
  centres: readonly number[],
  norms: readonly number[],
): Float64Array[] {
  const all: Float64Array[] = [new Float64Array(x.length).fill(1)];
  for (const [k, centre] of centres.entries()) {
    const ratio = k === 0 ? 0 : norms[k]! / norms[k - 1]!;
    all.push(nextPolynomial(x, centre, ratio, all[k]!, all[k - 1]));
  }
  return all.slice(1);
}

/** Centres a_0.. a_{d−1}, then squared norms n_0 .. n_d; undefined when x has too few values. */
function learnRecursion(x: Float64Array, degree: number): readonly number[] | undefined {
  const centres: number[] = [];
  const norms: number[] = [x.length];
  let previous: Float64Array | undefined;
  let current = new Float64Array(x.length).fill(1);
  for (let k = 0; k < degree; k++) {
    centres.push(recursionCentre(x, current, norms[k]!));
    const ratio = k === 0 ? 0 : norms[k]! / norms[k - 1]!;
    const next = nextPolynomial(x, centres[k]!, ratio, current, previous);
    norms.push(sumOfSquares(next));
    previous = current;
    current = next as Float64Array<ArrayBuffer>;
  }
  return [...centres, ...norms];
}

function orthonormal(x: Float64Array, degree: number, learnt: readonly number[]): FormulaValue {
  const norms = learnt.slice(degree);
  const columns = monicPolynomials(x, learnt.slice(0, degree), norms).map((p, k) => {
    const length = Math.sqrt(norms[k + 1]!);
    return p.map((value) => value / length);
  });
  return { kind: "matrix", columns };
}

function powers(x: Float64Array, degree: number): FormulaValue {
  const columns: Float64Array[] = [x];
  for (let k = 1; k < degree; k++) columns.push(columns[k - 1]!.map((p, row) => p * x[row]!));
  return { kind: "matrix", columns };
}

function learnOrReject(
  bound: BoundCall,
  x: Float64Array,
  degree: number,
): readonly number[] | undefined {
  const distinct = new Set(x).size;
  if (degree < distinct) return learnRecursion(x, degree);
  rejectArgument(
    bound,
    "degree",
    `\`degree\` must be less than the number of distinct values, which is ${distinct}`,
  );
  return undefined;
}

export const poly: FormulaFunction = {
  parameters: [column("x"), option("degree"), option("raw")],
  evaluate(bound) {
    const x = numbersArgument(bound, "x");
    const degree = wholeNumberOption(bound, "degree", 1, 1);
    const raw = flagOption(bound, "raw", false);
    if (!x || degree === undefined || raw === undefined) return undefined;
    if (raw) return powers(x, degree);
    const learnt = bound.context.memory.numbers(bound.key, () => learnOrReject(bound, x, degree));
    return learnt && orthonormal(x, degree, learnt);
  },
};

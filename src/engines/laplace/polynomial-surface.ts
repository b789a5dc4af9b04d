/** A polynomial in several coordinates by weighted least squares: a smooth log density between known values. */
import { cholesky, solveCholesky } from "../../math/index.js";

export type Polynomial = (z: Float64Array) => number;

/** A monomial is another one times a coordinate; the first is 1. */
interface Monomial {
  readonly of: number;
  readonly times: number;
}

const highestDegree = 4;
/** Of a diagonal: what keeps terms that the points do not tell apart small. */
const ridge = 1e-8;

/** All monomials up to a total degree but the first, those of lower degree first. */
function monomialsUpTo(m: number, degree: number): readonly Monomial[] {
  const monomials: Monomial[] = [];
  let last: readonly { readonly index: number; readonly times: number }[] = [
    { index: 0, times: 0 },
  ];
  for (let d = 1; d <= degree; d++)
    last = last.flatMap(({ index, times }) =>
      Array.from({ length: m - times }, (_, k) => {
        monomials.push({ of: index, times: times + k });
        return { index: monomials.length, times: times + k };
      }),
    );
  return monomials;
}

/** Of the highest degree, four at most, that has no more terms than are allowed; of the first at least. */
function monomialsWithin(m: number, mostTerms: number): readonly Monomial[] {
  let within = monomialsUpTo(m, 1);
  for (let degree = 2; degree <= highestDegree; degree++) {
    const more = monomialsUpTo(m, degree);
    if (more.length >= mostTerms) break;
    within = more;
  }
  return within;
}

function openTerms(monomials: readonly Monomial[]): (z: Float64Array) => Float64Array {
  const of = Int32Array.from(monomials, (monomial) => monomial.of);
  const times = Int32Array.from(monomials, (monomial) => monomial.times);
  const terms = new Float64Array(monomials.length + 1).fill(1, 0, 1);
  return (z) => {
    for (let t = 0; t < of.length; t++) terms[t + 1] = terms[of[t]!]! * z[times[t]!]!;
    return terms;
  };
}

export interface KnownValues {
  readonly points: readonly Float64Array[];
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/** Undefined where the points do not determine it. */
export function fitPolynomial(
  { points, values, weights }: KnownValues,
  mostTerms: number,
): Polynomial | undefined {
  const termsAt = openTerms(monomialsWithin(points[0]!.length, mostTerms));
  const size = termsAt(points[0]!).length;
  const products = new Float64Array(size * size);
  const coefficients = new Float64Array(size);
  points.forEach((z, p) => {
    const terms = termsAt(z);
    for (let a = 0; a < size; a++) {
      const weighted = weights[p]! * terms[a]!;
      coefficients[a]! += weighted * values[p]!;
      for (let b = 0; b <= a; b++) products[a * size + b]! += weighted * terms[b]!;
    }
  });
  for (let a = 0; a < size; a++) {
    products[a * size + a]! *= 1 + ridge;
    for (let b = 0; b < a; b++) products[b * size + a] = products[a * size + b]!;
  }
  const factor = cholesky(products, size);
  if (factor === undefined) return undefined;
  solveCholesky(factor, size, coefficients);
  return (z) => {
    const terms = termsAt(z);
    let total = 0;
    for (let a = 0; a < size; a++) total += coefficients[a]! * terms[a]!;
    return total;
  };
}

/**
 * Least squares of vectors that are known at points over theta: quadratic in each coordinate of a proposal,
 * without products, and level beyond the points.
 */
import { cholesky, solveCholesky } from "../../math/index.js";
import { coordinatesOf, type ProposalCoordinates } from "../laplace/index.js";

/** Adds `growth`_j times the surface of each j to x. */
export type Surface = (terms: Float64Array, growth: Float64Array, x: Float64Array) => void;

export interface SurfaceBasis {
  /** The terms of the surfaces at theta. */
  termsAt(theta: Float64Array): Float64Array;
  /** The surface of vectors that are known at the points. */
  fit(vectors: readonly Float64Array[]): Surface;
}

/** Points must be so many times as many as terms. */
const pointsPerTerm = 1.5;
/** Of the number of points: what keeps terms that the points do not tell apart small. */
const ridge = 1e-6;

interface Range {
  readonly middle: number;
  readonly half: number;
}

function rangeOf(values: readonly number[]): Range {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { middle: (low + high) / 2, half: Math.max(1e-9, (high - low) / 2) };
}

/** Undefined where the points are too few. */
export function openSurfaces(
  coordinates: ProposalCoordinates,
  thetas: readonly Float64Array[],
): SurfaceBasis | undefined {
  const m = thetas[0]?.length ?? 0;
  const size = 1 + 2 * m;
  if (thetas.length < pointsPerTerm * size) return undefined;
  const known = thetas.map((theta) => coordinatesOf(coordinates, theta));
  const ranges = Array.from({ length: m }, (_, k) => rangeOf(known.map((v) => v[k]!)));
  const termsAt = (theta: Float64Array): Float64Array => {
    const v = coordinatesOf(coordinates, theta);
    const terms = new Float64Array(size).fill(1, 0, 1);
    ranges.forEach(({ middle, half }, k) => {
      const z = Math.max(-1, Math.min(1, (v[k]! - middle) / half));
      terms[1 + k] = z;
      terms[1 + m + k] = z * z;
    });
    return terms;
  };
  const rows = thetas.map(termsAt);
  const products = new Float64Array(size * size);
  for (const row of rows)
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) products[a * size + b]! += row[a]! * row[b]!;
  for (let a = 0; a < size; a++) products[a * size + a]! += ridge * rows.length;
  const factor = cholesky(products, size);
  if (factor === undefined) return undefined;
  return {
    termsAt,
    fit(vectors) {
      const width = vectors[0]!.length;
      const coefficients = Array.from({ length: size }, () => new Float64Array(width));
      const one = new Float64Array(size);
      for (let j = 0; j < width; j++) {
        one.fill(0);
        rows.forEach((row, p) => row.forEach((term, a) => (one[a]! += term * vectors[p]![j]!)));
        solveCholesky(factor, size, one);
        one.forEach((entry, a) => (coefficients[a]![j] = entry));
      }
      return (terms, growth, x) => {
        for (let a = 0; a < size; a++) {
          const [term, own] = [terms[a]!, coefficients[a]!];
          for (let j = 0; j < width; j++) x[j]! += growth[j]! * term * own[j]!;
        }
      };
    },
  };
}

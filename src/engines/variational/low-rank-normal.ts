/** The normal whose covariance is the inverse Hessian of limited-memory BFGS (Zhang et al. 2022, algorithms 3-4). */
import {
  cholesky,
  deterministic,
  innerProduct,
  orthonormalise,
  solveLower,
  type CurvaturePair,
} from "../../math/index.js";
import type { NormalApproximation } from "./normal-approximation.js";

export interface LowRankNormal extends NormalApproximation {
  /** Diagonal of the inverse of the covariance. */
  readonly precisionDiagonal: Float64Array;
}

/** Columns that are left with less than this share of their length depend on those before. */
const leastShare = 1e-10;

/**
 * W = Qᵀ D^-½ H D^-½ Q for the inverse Hessian H that the pairs make of D = diag(scales), where Q spans
 * what they change. The BFGS recursion
 * H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ is carried out inside that span, which is closed under it.
 */
function innerCovariance(
  steps: readonly Float64Array[],
  changes: readonly Float64Array[],
  products: readonly number[],
  rank: number,
): Float64Array {
  const w = new Float64Array(rank * rank);
  for (let i = 0; i < rank; i++) w[i * rank + i] = 1;
  steps.forEach((s, k) => {
    const y = changes[k]!;
    const rho = 1 / products[k]!;
    const wy = new Float64Array(rank);
    for (let i = 0; i < rank; i++)
      for (let j = 0; j < rank; j++) wy[i]! += w[i * rank + j]! * y[j]!;
    const scale = rho * rho * innerProduct(y, wy) + rho;
    for (let i = 0; i < rank; i++)
      for (let j = 0; j < rank; j++)
        w[i * rank + j]! += scale * s[i]! * s[j]! - rho * (s[i]! * wy[j]! + wy[i]! * s[j]!);
  });
  return w;
}

function column(rows: readonly Float64Array[], at: number): Float64Array {
  return Float64Array.from(rows, (row) => row[at]!);
}

/** The factor of W as maps of vectors of the span. */
interface InnerMaps {
  readonly lower: (inner: Float64Array) => Float64Array;
  readonly upper: (inner: Float64Array) => Float64Array;
  readonly solveLower: (inner: Float64Array) => Float64Array;
}

function innerMaps(factor: Float64Array, rank: number): InnerMaps {
  const sumOver = (inner: Float64Array, entry: (i: number, j: number) => number): Float64Array =>
    inner.map((_, i) => {
      let sum = 0;
      for (let j = 0; j < rank; j++) sum += entry(i, j) * inner[j]!;
      return sum;
    });
  return {
    lower: (inner) => sumOver(inner, (i, j) => factor[i * rank + j]!),
    upper: (inner) => sumOver(inner, (i, j) => factor[j * rank + i]!),
    solveLower(inner) {
      solveLower(factor, rank, inner);
      return inner;
    },
  };
}

/** Applies I + Q (M − I) Qᵀ in place, where `times` multiplies by M. */
function applyWithin(
  q: readonly Float64Array[],
  vector: Float64Array,
  times: (inner: Float64Array) => Float64Array,
): void {
  const before = Float64Array.from(q, (unit) => innerProduct(unit, vector));
  const after = times(before.slice());
  q.forEach((unit, k) => {
    const moved = after[k]! - before[k]!;
    for (let i = 0; i < vector.length; i++) vector[i]! += moved * unit[i]!;
  });
}

/** The map D^½ (I + Q (L − I) Qᵀ) around a mean, with L the factor of W. */
function normalWithin(
  mean: Float64Array,
  roots: Float64Array,
  q: readonly Float64Array[],
  factor: Float64Array,
): LowRankNormal {
  const n = mean.length;
  const maps = innerMaps(factor, q.length);
  let logVolume = 0;
  for (const root of roots) logVolume += deterministic.log(root);
  for (let k = 0; k < q.length; k++) logVolume += deterministic.log(factor[k * q.length + k]!);
  const precisionDiagonal = roots.map((root, i) => {
    const row = column(q, i);
    const inner = maps.solveLower(row.slice());
    return (1 - innerProduct(row, row) + innerProduct(inner, inner)) / (root * root);
  });
  const scratch = new Float64Array(n);
  return {
    dimension: n,
    mean,
    logVolume,
    precisionDiagonal,
    place(z, position) {
      scratch.set(z);
      applyWithin(q, scratch, maps.lower);
      for (let i = 0; i < n; i++) position[i] = mean[i]! + roots[i]! * scratch[i]!;
    },
    pullBack(gradient, pulled) {
      for (let i = 0; i < n; i++) pulled[i] = roots[i]! * gradient[i]!;
      applyWithin(q, pulled, maps.upper);
    },
    standardise(position, z) {
      for (let i = 0; i < n; i++) z[i] = (position[i]! - mean[i]!) / roots[i]!;
      applyWithin(q, z, maps.solveLower);
    },
  };
}

/** Around the Newton step from `position`; undefined where rounding has left the covariance indefinite. */
export function lowRankNormal(
  position: Float64Array,
  gradient: Float64Array,
  scales: Float64Array,
  pairs: readonly CurvaturePair[],
): LowRankNormal | undefined {
  const roots = scales.map(Math.sqrt);
  if (roots.some((root) => !(root > 0 && root < Infinity))) return undefined;
  const columns = pairs.flatMap(({ step, change }) => [
    step.map((value, i) => value / roots[i]!),
    change.map((value, i) => value * roots[i]!),
  ]);
  const { q, r } = orthonormalise(columns, leastShare);
  const steps = pairs.map((_, k) => column(r, 2 * k));
  const changes = pairs.map((_, k) => column(r, 2 * k + 1));
  const products = pairs.map(({ product }) => product);
  const factor = cholesky(innerCovariance(steps, changes, products, q.length), q.length);
  if (factor === undefined) return undefined;
  const { lower, upper } = innerMaps(factor, q.length);
  const shift = gradient.map((slope, i) => slope * roots[i]!);
  applyWithin(q, shift, (inner) => lower(upper(inner)));
  const mean = position.map((x, i) => x + roots[i]! * shift[i]!);
  return normalWithin(mean, roots, q, factor);
}

/** The normal whose covariance is the inverse Hessian of limited-memory BFGS (Zhang et al. 2022, algorithms 3-4). */
import {
  cholesky,
  deterministic,
  innerProduct,
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
 * Orthonormal columns Q that span the given ones, and R with columns = Q R, row by row; by
 * Gram-Schmidt, each column twice. Columns that depend on earlier ones add nothing to Q.
 */
function orthonormalise(columns: readonly Float64Array[]): {
  readonly q: readonly Float64Array[];
  readonly r: readonly Float64Array[];
} {
  const q: Float64Array[] = [];
  const r: Float64Array[] = [];
  columns.forEach((column, c) => {
    const rest = column.slice();
    const length = Math.sqrt(innerProduct(rest, rest));
    for (let pass = 0; pass < 2; pass++) {
      q.forEach((unit, k) => {
        const share = innerProduct(unit, rest);
        r[k]![c]! += share;
        for (let i = 0; i < rest.length; i++) rest[i]! -= share * unit[i]!;
      });
    }
    const left = Math.sqrt(innerProduct(rest, rest));
    if (!(left > leastShare * length) || q.length >= column.length) return;
    q.push(rest.map((value) => value / left));
    const row = new Float64Array(columns.length);
    row[c] = left;
    r.push(row);
  });
  return { q, r };
}

/**
 * H of the pairs is D^½ (I + Σ over pairs) D^½ with D = diag(scales); this is the factor of
 * W = Qᵀ D^-½ H D^-½ Q, where Q spans what the pairs change. The BFGS recursion
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

/** Undefined where rounding has left the covariance indefinite. */
export function lowRankNormal(
  position: Float64Array,
  gradient: Float64Array,
  scales: Float64Array,
  pairs: readonly CurvaturePair[],
): LowRankNormal | undefined {
  const n = position.length;
  const roots = scales.map(Math.sqrt);
  const columns = pairs.flatMap(({ step, change }) => [
    step.map((value, i) => value / roots[i]!),
    change.map((value, i) => value * roots[i]!),
  ]);
  const { q, r } = orthonormalise(columns);
  const rank = q.length;
  const steps = pairs.map((_, k) => column(r, 2 * k));
  const changes = pairs.map((_, k) => column(r, 2 * k + 1));
  const products = pairs.map(({ product }) => product);
  const factor = cholesky(innerCovariance(steps, changes, products, rank), rank);
  if (factor === undefined || roots.some((root) => !(root > 0 && root < Infinity)))
    return undefined;
  /** Applies I + Q (M − I) Qᵀ in place, where `times` multiplies by M. */
  const within = (vector: Float64Array, times: (inner: Float64Array) => Float64Array): void => {
    const before = Float64Array.from(q, (unit) => innerProduct(unit, vector));
    const after = times(before.slice());
    q.forEach((unit, k) => {
      const moved = after[k]! - before[k]!;
      for (let i = 0; i < n; i++) vector[i]! += moved * unit[i]!;
    });
  };
  const lower = (inner: Float64Array): Float64Array =>
    inner.map((_, i) => {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += factor[i * rank + j]! * inner[j]!;
      return sum;
    });
  const upper = (inner: Float64Array): Float64Array =>
    inner.map((_, j) => {
      let sum = 0;
      for (let i = j; i < rank; i++) sum += factor[i * rank + j]! * inner[i]!;
      return sum;
    });
  const solved = (inner: Float64Array): Float64Array => {
    solveLower(factor, rank, inner);
    return inner;
  };
  let logVolume = 0;
  for (const root of roots) logVolume += deterministic.log(root);
  for (let k = 0; k < rank; k++) logVolume += deterministic.log(factor[k * rank + k]!);
  const precisionDiagonal = scales.map((scale, i) => {
    const row = Float64Array.from(q, (unit) => unit[i]!);
    const inner = solved(row.slice());
    return (1 - innerProduct(row, row) + innerProduct(inner, inner)) / scale;
  });
  const shift = gradient.map((slope, i) => slope * roots[i]!);
  within(shift, (inner) => lower(upper(inner)));
  const mean = position.map((x, i) => x + roots[i]! * shift[i]!);
  const scratch = new Float64Array(n);
  return {
    dimension: n,
    mean,
    logVolume,
    precisionDiagonal,
    place(z, at) {
      scratch.set(z);
      within(scratch, lower);
      for (let i = 0; i < n; i++) at[i] = mean[i]! + roots[i]! * scratch[i]!;
    },
    pullBack(slopes, pulled) {
      for (let i = 0; i < n; i++) pulled[i] = roots[i]! * slopes[i]!;
      within(pulled, upper);
    },
    standardise(at, z) {
      for (let i = 0; i < n; i++) z[i] = (at[i]! - mean[i]!) / roots[i]!;
      within(z, solved);
    },
  };
}

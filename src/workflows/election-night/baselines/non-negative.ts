/** Non-negative least squares from the normal equations (Lawson & Hanson 1974): min θᵀGθ - 2 bᵀθ, θ >= 0. */
import { cholesky, solveCholesky } from "../../../math/index.js";

function solveFree(gram: Float64Array, right: Float64Array, free: readonly number[]): Float64Array {
  const n = right.length;
  const m = free.length;
  const own = Float64Array.from({ length: m * m }, (_, place) => {
    return gram[free[Math.floor(place / m)]! * n + free[place % m]!]!;
  });
  const factor = cholesky(own, m);
  const solution = Float64Array.from(free, (k) => right[k]!);
  if (factor === undefined) return new Float64Array(m);
  solveCholesky(factor, m, solution);
  return solution;
}

/** Goes from θ towards the unconstrained solution until the first weight is zero. */
function stepInside(theta: Float64Array, free: readonly number[], wanted: Float64Array): void {
  let share = 1;
  free.forEach((k, i) => {
    if (wanted[i]! <= 0) share = Math.min(share, theta[k]! / (theta[k]! - wanted[i]!));
  });
  free.forEach((k, i) => (theta[k] = theta[k]! + share * (wanted[i]! - theta[k]!)));
}

export function nonNegativeLeastSquares(gram: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const theta = new Float64Array(n);
  let free: number[] = [];
  const slope = (k: number): number => {
    let sum = right[k]!;
    for (let l = 0; l < n; l++) sum -= gram[k * n + l]! * theta[l]!;
    return sum;
  };
  const scale = right.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let round = 0; round < 10 * n; round++) {
    const rest = Array.from({ length: n }, (_, k) => k).filter((k) => !free.includes(k));
    const best = rest.reduce((a, k) => (a < 0 || slope(k) > slope(a) ? k : a), -1);
    if (best < 0 || slope(best) <= 1e-12 * scale) return theta;
    free.push(best);
    for (;;) {
      const wanted = solveFree(gram, right, free);
      if (wanted.every((value) => value > 0)) {
        free.forEach((k, i) => (theta[k] = wanted[i]!));
        break;
      }
      stepInside(theta, free, wanted);
      const kept = free.filter((k) => theta[k]! > 1e-14);
      for (const k of free) if (!kept.includes(k)) theta[k] = 0;
      if (kept.length === free.length) break;
      free = kept;
    }
  }
  return theta;
}

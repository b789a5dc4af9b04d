/**
 * The Euclidean metric; its inverse approximates the posterior covariance: a diagonal, and where warm-up learns
 * them a few directions v_k in which it is stretched or shrunk, M⁻¹ = D + Σ_k (λ_k − 1) v_k v_kᵀ, where
 * v_k = √D u_k for orthonormal u_k.
 */
import type { Chances } from "./chances.js";

/** Plain data of fixed lengths, so that a checkpoint can keep it. */
export interface Metric {
  /** D. */
  readonly diagonal: Float64Array;
  /** How many directions there are; none of the entries after them counts. */
  rank: number;
  /** λ_k. */
  readonly eigenvalues: Float64Array;
  /** v_k, row-major. */
  readonly directions: Float64Array;
}

/** The unit metric, with room for so many directions. */
export function openMetric(dimension: number, mostDirections = 0): Metric {
  return diagonalMetric(new Float64Array(dimension).fill(1), mostDirections);
}

export function diagonalMetric(diagonal: Float64Array, mostDirections = 0): Metric {
  return {
    diagonal,
    rank: 0,
    eigenvalues: new Float64Array(mostDirections),
    directions: new Float64Array(mostDirections * diagonal.length),
  };
}

function along({ directions }: Metric, direction: number, momentum: Float64Array): number {
  const start = direction * momentum.length;
  let sum = 0;
  for (let i = 0; i < momentum.length; i++) sum += directions[start + i]! * momentum[i]!;
  return sum;
}

/**
 * p ~ Normal(0, M): p = D^(−½) Π_k (I + (λ_k^(−½) − 1) u_k u_kᵀ) z for a standard normal z; the factors
 * commute, since the u_k are orthonormal.
 */
export function drawMomentum(metric: Metric, chances: Chances, momentum: Float64Array): void {
  const { diagonal, rank, eigenvalues, directions } = metric;
  const n = momentum.length;
  for (let i = 0; i < n; i++) momentum[i] = chances.normal() / Math.sqrt(diagonal[i]!);
  for (let k = 0; k < rank; k++) {
    // With p = D^(−½) z: u_kᵀ z = v_kᵀ p, and D^(−½) u_k = D⁻¹ v_k.
    const share = (1 / Math.sqrt(eigenvalues[k]!) - 1) * along(metric, k, momentum);
    for (let i = 0; i < n; i++)
      momentum[i] = momentum[i]! + (share * directions[k * n + i]!) / diagonal[i]!;
  }
}

/** ½ pᵀ M⁻¹ p; the normalising constant cancels everywhere and is dropped. */
export function kineticEnergy(metric: Metric, momentum: Float64Array): number {
  const { diagonal, rank, eigenvalues } = metric;
  let sum = 0;
  for (let i = 0; i < momentum.length; i++) sum += diagonal[i]! * momentum[i]! * momentum[i]!;
  for (let k = 0; k < rank; k++) {
    const component = along(metric, k, momentum);
    sum += (eigenvalues[k]! - 1) * component * component;
  }
  return 0.5 * sum;
}

/** M⁻¹ p, the "sharp" momentum of the U-turn criterion. */
export function velocityOf(metric: Metric, momentum: Float64Array, velocity: Float64Array): void {
  const { diagonal } = metric;
  for (let i = 0; i < momentum.length; i++) velocity[i] = diagonal[i]! * momentum[i]!;
  addAlongDirections(metric, momentum, 1, velocity);
}

/** into += factor · Σ_k (λ_k − 1) v_k v_kᵀ p. */
export function addAlongDirections(
  metric: Metric,
  momentum: Float64Array,
  factor: number,
  into: Float64Array,
): void {
  const { rank, eigenvalues, directions } = metric;
  const n = momentum.length;
  for (let k = 0; k < rank; k++) {
    const share = factor * (eigenvalues[k]! - 1) * along(metric, k, momentum);
    for (let i = 0; i < n; i++) into[i] = into[i]! + share * directions[k * n + i]!;
  }
}

/** The diagonal of M⁻¹. */
export function variancesOf({ diagonal, rank, eigenvalues, directions }: Metric): Float64Array {
  const n = diagonal.length;
  return diagonal.map((variance, i) => {
    let sum = variance;
    for (let k = 0; k < rank; k++)
      sum += (eigenvalues[k]! - 1) * directions[k * n + i]! * directions[k * n + i]!;
    return sum;
  });
}

/** Mean and covariance of weighted points, with the weights flattened where too few of them count. */
import { deterministic } from "../../math/index.js";

export interface Moments {
  readonly mean: Float64Array;
  /** Row-major. */
  readonly covariance: Float64Array;
}

export function effectiveCount(weights: Float64Array): number {
  let total = 0;
  let squares = 0;
  for (const weight of weights) {
    total += weight;
    squares += weight * weight;
  }
  return (total * total) / squares;
}

/** Weights to a power at which as many count as are needed to tell a covariance. */
export function flatten(weights: Float64Array, needed: number): Float64Array {
  let flat = weights;
  for (let halving = 0; halving < 8 && !(effectiveCount(flat) >= needed); halving++)
    flat = flat.map((weight) =>
      weight > 0 ? deterministic.exp(0.5 * deterministic.log(weight)) : 0,
    );
  return flat;
}

export function momentsOf(points: readonly Float64Array[], weights: Float64Array): Moments {
  const d = points[0]!.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(d);
  const covariance = new Float64Array(d * d);
  points.forEach((point, at) => {
    for (let i = 0; i < d; i++) mean[i]! += (weights[at]! * point[i]!) / total;
  });
  points.forEach((point, at) => {
    for (let i = 0; i < d; i++)
      for (let j = 0; j <= i; j++)
        covariance[i * d + j]! +=
          (weights[at]! * (point[i]! - mean[i]!) * (point[j]! - mean[j]!)) / total;
  });
  for (let i = 0; i < d; i++)
    for (let j = 0; j < i; j++) covariance[j * d + i] = covariance[i * d + j]!;
  return { mean, covariance };
}

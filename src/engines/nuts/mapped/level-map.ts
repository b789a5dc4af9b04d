/** Latents of one scale, level by level, and what their map adds to gradients. */
import { deterministic } from "../../../math/index.js";
import type { LevelMap } from "./coordinate-map.js";

const { exp, log1p } = deterministic;

/** Writes x from v; returns Σ log τ. */
export function placeLevels(
  { scale, start, information, centre }: LevelMap,
  theta: Float64Array,
  v: Float64Array,
  x: Float64Array,
): number {
  const sigma = exp(theta[scale]!);
  const variance = sigma * sigma;
  let total = information.length * theta[scale]!;
  for (let j = 0; j < information.length; j++) {
    const s = variance * information[j]!;
    x[start + j] = (s / (1 + s)) * centre[j]! + (sigma / Math.sqrt(1 + s)) * v[start + j]!;
    total -= 0.5 * log1p(s);
  }
  return total;
}

/** Writes the slopes in v from those in x; returns what the slope in theta gains, log τ included. */
export function pullLevels(
  { scale, start, information, centre }: LevelMap,
  theta: Float64Array,
  v: Float64Array,
  ofX: Float64Array,
  ofV: Float64Array,
): number {
  const sigma = exp(theta[scale]!);
  const variance = sigma * sigma;
  let gain = 0;
  for (let j = 0; j < information.length; j++) {
    const s = variance * information[j]!;
    const rest = 1 / (1 + s);
    const tau = sigma * Math.sqrt(rest);
    const slope = ofX[start + j]!;
    gain += slope * rest * (2 * s * rest * centre[j]! + tau * v[start + j]!) + rest;
    ofV[start + j] = tau * slope;
  }
  return gain;
}

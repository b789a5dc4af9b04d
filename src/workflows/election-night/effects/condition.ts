/**
 * The effects given what has been seen and all scales, in effect space: Q = prior precision + Aᵀ W A
 * (Woodbury), so the work is units × entries² + effects³ / 3, whatever the number of units.
 */
import { cholesky, deterministic, solveCholesky } from "../../../math/index.js";
import type { EffectModel, Seen } from "./effect-model.js";

export interface Conditioned {
  /** Lower factor of Q. */
  readonly factor: Float64Array;
  /** Posterior mean of the effects. */
  readonly mean: Float64Array;
}

/** s0² + s1² · inverse size of a unit, at the logs of the scales. */
export function openResidualVariance(
  { scaled, inverseSize }: EffectModel,
  scales: Float64Array,
): (unit: number) => number {
  const common = deterministic.exp(2 * scales[scaled.length]!);
  const bySize = deterministic.exp(2 * scales[scaled.length + 1]!);
  return (unit) => common + bySize * inverseSize[unit]!;
}

/** Of several units. */
export function residualVariances(
  model: EffectModel,
  scales: Float64Array,
  units: Int32Array,
): Float64Array {
  return Float64Array.from(units, openResidualVariance(model, scales));
}

function priorPrecision(
  model: EffectModel,
  scales: Float64Array,
  effectTails: Float64Array,
): Float64Array {
  const { effects: n, known, knownPrecision, scaled } = model;
  const precision = new Float64Array(n * n);
  for (let i = 0; i < known; i++)
    for (let j = 0; j <= i; j++) precision[i * n + j] = knownPrecision[i * known + j]!;
  scaled.forEach(({ first, size }, position) => {
    const own = deterministic.exp(-2 * scales[position]!);
    for (let i = first; i < first + size; i++) precision[i * n + i] = own * effectTails[i]!;
  });
  return precision;
}

/** Adds Aᵀ W A to the lower triangle and gives Aᵀ W (y - offset). */
function addData(
  { effects: n, rows, offset }: EffectModel,
  { units, values }: Seen,
  weights: Float64Array,
  precision: Float64Array,
): Float64Array {
  const { starts, places } = rows;
  const right = new Float64Array(n);
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!;
    const value = values[i]! - offset[unit]!;
    const from = starts[unit]!;
    for (let k = from; k < starts[unit + 1]!; k++) {
      const weighted = weights[i]! * rows.weights[k]!;
      const line = places[k]! * n;
      right[places[k]!]! += weighted * value;
      for (let l = from; l <= k; l++) precision[line + places[l]!]! += weighted * rows.weights[l]!;
    }
  }
  return right;
}

/** `weights` are the precisions of the seen units' residuals, `effectTails` what t effects multiply theirs by. */
export function condition(
  model: EffectModel,
  seen: Seen,
  scales: Float64Array,
  weights: Float64Array,
  effectTails: Float64Array,
): Conditioned {
  const precision = priorPrecision(model, scales, effectTails);
  const mean = addData(model, seen, weights, precision);
  const factor = cholesky(precision, model.effects);
  if (factor === undefined)
    throw new Error("the precision of the effects is not positive definite");
  solveCholesky(factor, model.effects, mean);
  return { factor, mean };
}

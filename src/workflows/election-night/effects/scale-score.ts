/**
 * Gradient and expected information of the log marginal likelihood in the logs of the scales, from the
 * inverse C of Q. With P = V⁻¹ of the seen units, Z_k the columns of scaled effects k and τ_k their sd:
 * gradient ½ tr of (P y yᵀ P - P) dV, information ½ tr(P dV_k P dV_l), where
 * τ_k τ_l Z_kᵀ P Z_l = δ I - C_kl / (τ_k τ_l) and P Z_k = W A C_·k / τ_k².
 */
import { deterministic } from "../../../math/index.js";
import type { EffectModel, Seen } from "./effect-model.js";

export interface ScaleState {
  readonly scales: Float64Array;
  readonly mean: Float64Array;
  /** Row-major. */
  readonly inverse: Float64Array;
  /** Of seen units: s0² + s1² · inverse size, and what t tails leave of their weight in (0, 2). */
  readonly variances: Float64Array;
  readonly tails: Float64Array;
  /** Of effects: the same for t effects, 1 for known ones. */
  readonly effectTails: Float64Array;
  /** Expected squares of residuals, and posterior variances of the units' predictors. */
  readonly squares: Float64Array;
  readonly spreads: Float64Array;
}

export interface ScaleScore {
  readonly gradient: Float64Array;
  /** Row-major. */
  readonly information: Float64Array;
}

/** d(variance)/d(log s0) and d(variance)/d(log s1) of a unit. */
function residualSlopes(model: EffectModel, scales: Float64Array, unit: number): [number, number] {
  const k = model.scaled.length;
  return [
    2 * deterministic.exp(2 * scales[k]!),
    2 * deterministic.exp(2 * scales[k + 1]!) * model.inverseSize[unit]!,
  ];
}

function addPrior(
  { scaleMean, scaleSd }: EffectModel,
  scales: Float64Array,
  score: ScaleScore,
): void {
  const n = scales.length;
  for (let k = 0; k < n; k++) {
    const precision = 1 / (scaleSd[k]! * scaleSd[k]!);
    score.gradient[k]! -= precision * (scales[k]! - scaleMean[k]!);
    score.information[k * n + k]! += precision;
  }
}

function addEffects(model: EffectModel, state: ScaleState, score: ScaleScore): void {
  const { effects: q, scaled } = model;
  const { scales, inverse, mean, effectTails } = state;
  const n = scales.length;
  const heavy = heaviness(model.effectDegrees);
  scaled.forEach((one, k) => {
    const precision = deterministic.exp(-2 * scales[k]!);
    let squares = 0;
    for (let i = one.first; i < one.first + one.size; i++)
      squares += effectTails[i]! * (mean[i]! * mean[i]! + inverse[i * q + i]!);
    score.gradient[k]! += precision * squares - one.size;
    for (let l = 0; l <= k; l++) {
      const other = scaled[l]!;
      const factor = deterministic.exp(-scales[k]! - scales[l]!);
      let sum = 0;
      for (let i = one.first; i < one.first + one.size; i++) {
        for (let j = other.first; j < other.first + other.size; j++) {
          const weight = factor * Math.sqrt(effectTails[i]! * effectTails[j]!);
          const entry = (i === j ? 1 : 0) - weight * inverse[i * q + j]!;
          sum += entry * entry;
        }
      }
      score.information[k * n + l]! += 2 * heavy * sum;
      if (l !== k) score.information[l * n + k]! += 2 * heavy * sum;
    }
  });
}

/** What t leaves of the information on a log scale. */
function heaviness(degrees: number): number {
  return degrees === Infinity ? 1 : degrees / (degrees + 3);
}

/** Σ over the effects k of (a_iᵀ C)_k², times what t leaves of their precision. */
function loadings(
  model: EffectModel,
  { inverse, effectTails }: ScaleState,
  unit: number,
  into: Float64Array,
  work: Float64Array,
): void {
  const { effects: q, rows, scaled } = model;
  work.fill(0);
  for (let e = rows.starts[unit]!; e < rows.starts[unit + 1]!; e++) {
    const line = rows.places[e]! * q;
    const weight = rows.weights[e]!;
    for (let j = model.known; j < q; j++) work[j]! += weight * inverse[line + j]!;
  }
  scaled.forEach(({ first, size }, k) => {
    let sum = 0;
    for (let j = first; j < first + size; j++) sum += effectTails[j]! * work[j]! * work[j]!;
    into[k] = sum;
  });
}

function addResiduals(
  model: EffectModel,
  { units }: Seen,
  state: ScaleState,
  score: ScaleScore,
): void {
  const { scales, variances, tails, squares, spreads } = state;
  const k = model.scaled.length;
  const n = scales.length;
  const heavy = heaviness(model.degrees);
  const shared = new Float64Array(k);
  const work = new Float64Array(model.effects);
  const precisions = scales.map((scale) => deterministic.exp(-2 * scale));
  for (let i = 0; i < units.length; i++) {
    const slopes = residualSlopes(model, scales, units[i]!);
    const precision = 1 / variances[i]!;
    const weight = tails[i]! * precision;
    loadings(model, state, units[i]!, shared, work);
    const left = Math.max(0, 1 - weight * spreads[i]!);
    for (let a = 0; a < 2; a++) {
      const row = k + a;
      score.gradient[row]! += 0.5 * slopes[a]! * precision * (weight * squares[i]! - 1);
      for (let b = 0; b < 2; b++)
        score.information[row * n + k + b]! +=
          0.5 * slopes[a]! * slopes[b]! * precision * precision * left * heavy;
      for (let l = 0; l < k; l++) {
        const cross = slopes[a]! * weight * weight * shared[l]! * precisions[l]! * heavy;
        score.information[row * n + l]! += cross;
        score.information[l * n + row]! += cross;
      }
    }
  }
}

/** With the prior of the scales. */
export function scoreScales(model: EffectModel, seen: Seen, state: ScaleState): ScaleScore {
  const n = state.scales.length;
  const score = { gradient: new Float64Array(n), information: new Float64Array(n * n) };
  addEffects(model, state, score);
  addResiduals(model, seen, state, score);
  addPrior(model, state.scales, score);
  return score;
}

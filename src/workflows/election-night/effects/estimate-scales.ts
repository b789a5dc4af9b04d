/** The scales of tonight from what has been seen and their prior, by Fisher scoring; t tails by their weights. */
import { cholesky, deterministic, invertCholesky, solveCholesky } from "../../../math/index.js";
import { condition, residualVariances } from "./condition.js";
import { rowProduct } from "./effect-model.js";
import type { EffectModel, Seen } from "./effect-model.js";
import { scoreScales } from "./scale-score.js";
import type { ScaleState } from "./scale-score.js";

/** At the mode of the scales. */
export interface ScaleEstimate extends ScaleState {
  /** Lower factor of the information of the logs of the scales. */
  readonly informationFactor: Float64Array;
}

const mostSteps = 40;
/** Rounds under normals at most: with wild units their scales may never stand still. */
const mostNormal = 8;
/** A step of the logs of the scales is at most so long, and the last one so short. */
const longest = 0.7;
const shortest = 2e-3;
/** Scales that move less than this under normal residuals stand still. */
const roughly = 0.1;

/** What t leaves of the weight of seen units and of effects; 1 under normals. */
interface Tails {
  readonly tails: Float64Array;
  readonly effectTails: Float64Array;
}

/** Posterior variance of the predictor of a unit. */
export function spreadOf(model: EffectModel, inverse: Float64Array, unit: number): number {
  const { starts, places, weights } = model.rows;
  let sum = 0;
  for (let k = starts[unit]!; k < starts[unit + 1]!; k++) {
    const line = places[k]! * model.effects;
    for (let l = starts[unit]!; l < starts[unit + 1]!; l++)
      sum += weights[k]! * weights[l]! * inverse[line + places[l]!]!;
  }
  return sum;
}

function conditionAt(
  model: EffectModel,
  { units, values }: Seen,
  scales: Float64Array,
  { tails, effectTails }: Tails,
): ScaleState {
  const variances = residualVariances(model, scales, units);
  const weights = variances.map((variance, i) => tails[i]! / variance);
  const { factor, mean } = condition(model, { units, values }, scales, weights, effectTails);
  const inverse = invertCholesky(factor, model.effects);
  const spreads = Float64Array.from(units, (unit) => spreadOf(model, inverse, unit));
  const squares = Float64Array.from(units, (unit, i) => {
    const residual = values[i]! - model.offset[unit]! - rowProduct(model.rows, unit, mean);
    return residual * residual + spreads[i]!;
  });
  return { scales, mean, inverse, variances, tails, effectTails, squares, spreads };
}

/** E of the mixing variable of a t variable, given its expected square over its scale's. */
function tailOf(degrees: number, square: number): number {
  return degrees === Infinity ? 1 : (degrees + 1) / (degrees + square);
}

function reweigh(model: EffectModel, state: ScaleState): Tails {
  const { squares, variances, scales, mean, inverse } = state;
  const tails = squares.map((square, i) => tailOf(model.degrees, square / variances[i]!));
  const effectTails = new Float64Array(model.effects).fill(1);
  model.scaled.forEach(({ first, size }, k) => {
    const precision = deterministic.exp(-2 * scales[k]!);
    for (let i = first; i < first + size; i++) {
      const square = mean[i]! * mean[i]! + inverse[i * model.effects + i]!;
      effectTails[i] = tailOf(model.effectDegrees, precision * square);
    }
  });
  return { tails, effectTails };
}

function largestChange(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

function step(gradient: Float64Array, factor: Float64Array): { move: Float64Array; size: number } {
  const move = gradient.slice();
  solveCholesky(factor, move.length, move);
  const size = move.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return { move: size > longest ? move.map((value) => (value * longest) / size) : move, size };
}

/** Half of every move that takes the last one back, or two scales that share little may swing for ever. */
function damp(move: Float64Array, before: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(move, (value, k) => (value * before[k]! < 0 ? 0.5 * value : value));
}

/**
 * Begins at the prior's means, never at an earlier estimate: the same reports give the same result. Residuals and effects
 * are normal until the scales stand still, so that units that moved together are an effect before they are outliers.
 */
export function estimateScales(model: EffectModel, seen: Seen): ScaleEstimate {
  let scales: Float64Array = model.scaleMean.slice();
  let weights: Tails = {
    tails: new Float64Array(seen.units.length).fill(1),
    effectTails: new Float64Array(model.effects).fill(1),
  };
  let normal = true;
  let before = new Float64Array(scales.length);
  for (let round = 0; ; round++) {
    const found = conditionAt(model, seen, scales, weights);
    // Weights of the same scales as the score, whose gradient is then that of the marginal likelihood.
    const next = normal ? weights : reweigh(model, found);
    const state = { ...found, ...next };
    const { gradient, information } = scoreScales(model, seen, state);
    const informationFactor = cholesky(information, scales.length);
    if (informationFactor === undefined)
      throw new Error("the information of the scales is not positive definite");
    const { move, size } = step(gradient, informationFactor);
    const moved = Math.max(
      largestChange(next.tails, weights.tails),
      largestChange(next.effectTails, weights.effectTails),
    );
    if (round + 1 === mostSteps || (!normal && size < shortest && moved < 0.02))
      return { ...state, informationFactor };
    normal &&= size > roughly && round + 1 < mostNormal;
    const damped = damp(move, before);
    scales = scales.map((scale, k) => scale + damped[k]!);
    before = damped;
    weights = next;
  }
}

/** Draws of the count of one unit that has not reported: predictor, residual, floor and share. */
import { deterministic, normalCdf, normalQuantile } from "../../math/index.js";
import type { EffectDraws, EffectNumbers } from "./effects/draw-effects.js";
import type { EffectModel } from "./effects/effect-model.js";
import type { FarUnits } from "./far-units.js";
import type { UnitNumbers } from "./unit-numbers.js";

const { exp, log } = deterministic;

/** What is known of a unit's count before it is final. */
export interface PartialCount {
  /** Counted so far; 0 where nothing is. */
  readonly floor: number;
  /** Share of the expected count that is in; undefined where nobody says so. */
  readonly share: number | undefined;
}

export interface DrawSource {
  readonly model: EffectModel;
  readonly baselines: Float64Array;
  readonly effects: EffectDraws;
  /** Of a unit, at the scales of each point of the effects. */
  readonly residualVariances: readonly ((unit: number) => number)[];
  readonly effectNumbers: EffectNumbers;
  readonly unitNumbers: UnitNumbers;
  readonly far: FarUnits;
  readonly baselineNoise: number;
}

/**
 * A stated error: the log of an expected count, read from a share s, is off by this times (1 - s) / s.
 * At a half the count is known within a factor of about 1.3, at nine tenths within 3 %.
 */
const shareError = 0.25;

/** Where a share is believed at all. */
const leastShare = 0.1;

/** A standard normal above `bound`, from the uniform that `normal` stands for. */
function normalAbove(bound: number, normal: number): number {
  const rest = normalCdf(-bound) * normalCdf(-normal);
  return rest > 0 ? -normalQuantile(rest) : bound;
}

function writePredictors(
  { model, effects, effectNumbers }: DrawSource,
  unit: number,
  into: Float64Array,
): void {
  const { starts, places, weights } = model.rows;
  into.fill(model.offset[unit]!);
  for (let k = starts[unit]!; k < starts[unit + 1]!; k++) {
    const weight = weights[k]!;
    const line = places[k]! * effectNumbers.draws;
    for (let d = 0; d < into.length; d++) into[d]! += weight * effects.effects[line + d]!;
  }
}

/** Combines the predicted log ratio with the one that the share implies; floors cut off what is below. */
function drawPartial(
  mean: number,
  sd: number,
  normal: number,
  implied: { readonly log: number; readonly error: number } | undefined,
  logFloor: number,
): number {
  let [centre, spread] = [mean, sd];
  if (implied) {
    const own = 1 / (sd * sd);
    const other = 1 / (implied.error * implied.error);
    centre = (own * mean + other * implied.log) / (own + other);
    spread = 1 / Math.sqrt(own + other);
  }
  if (logFloor === -Infinity) return centre + spread * normal;
  return centre + spread * normalAbove((logFloor - centre) / spread, normal);
}

function impliedBy(
  { floor, share }: PartialCount,
  baseline: number,
): { log: number; error: number } | undefined {
  if (share === undefined || share < leastShare || floor <= 0) return undefined;
  const rest = Math.max(0.002, (1 - Math.min(1, share)) / share);
  return { log: log(floor / share / baseline), error: shareError * rest };
}

/**
 * How far a ratio's mean lies below that of a log-normal. With noise of variance v in tonight's log count and ρ v in the
 * baseline's, the log ratio has the variance (1 + ρ) v, but sums of baseline · ratio, in which the baseline's noise
 * cancels, exceed sums of medians by exp(v (1 - ρ) / 2) only: the excess of (1 + ρ) v / 2 is too large by ρ v.
 */
export function excessOf(variance: number, baselineNoise: number): number {
  return (variance * baselineNoise) / (1 + baselineNoise);
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
}

/** Writes a count for every draw. */
export function drawUnit(
  source: DrawSource,
  unit: number,
  partial: PartialCount,
  into: Float64Array,
): void {
  const { baselines, residualVariances, effectNumbers, unitNumbers, far, baselineNoise } = source;
  const baseline = baselines[unit]!;
  writePredictors(source, unit, into);
  const sds = residualVariances.map((varianceOf) => Math.sqrt(varianceOf(unit)));
  const { pointCount, draws } = effectNumbers;
  const { normals, stretches, chances } = unitNumbers;
  const implied = impliedBy(partial, baseline);
  const logFloor = partial.floor > 0 ? log(partial.floor / baseline) : -Infinity;
  const plain = implied === undefined && logFloor === -Infinity;
  const spread = baselineNoise === 0 ? 0 : varianceOf(into);
  for (let d = 0; d < draws; d++) {
    const usual = sds[d % pointCount]!;
    const isFar = chances !== undefined && chances[unit * draws + d]! < far.share;
    const sd = isFar ? far.sd : usual * (stretches?.[unit * draws + d] ?? 1);
    const normal = normals[unit * draws + d]!;
    const excess = isFar ? 0.5 * sd * sd : excessOf(spread + usual * usual, baselineNoise);
    const centre = into[d]! - excess;
    const ratio = plain ? centre + sd * normal : drawPartial(centre, sd, normal, implied, logFloor);
    into[d] = Math.max(partial.floor, baseline * exp(ratio));
  }
}

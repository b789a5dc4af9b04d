/**
 * Forecasts between full refreshes: scales and t weights stay as they were, the effects are exact given them, and
 * intervals are those of normals instead of draws: a unit's log count, and the log of what is open in an area.
 */
import { deterministic, invertCholesky, normalCdf, normalQuantile } from "../../math/index.js";
import { condition, openResidualVariance, residualVariances } from "./effects/condition.js";
import { rowProduct } from "./effects/effect-model.js";
import type { EffectModel, Seen } from "./effects/effect-model.js";
import { estimateScales, spreadOf } from "./effects/estimate-scales.js";
import type { ScaleEstimate } from "./effects/estimate-scales.js";
import { knownEstimate } from "./estimates.js";
import { findFarUnits } from "./far-units.js";
import { findSurprises, seenUnits, sortReports } from "./forecast.js";
import type { OpenNight } from "./night-model.js";
import { openHeldAreas } from "./held-areas.js";
import { nameLearnt } from "./learnt.js";
import type { Estimate, NightForecast, UnitEstimate, UnitReport } from "./night.js";
import { studentQuantile } from "./quantiles.js";
import { excessOf } from "./unit-draws.js";

const { exp, expm1, log } = deterministic;

/** A forecast from scales that an earlier one found. */
export type HeldForecast = (reports: readonly UnitReport[]) => NightForecast;

/** Where the ends of a level's interval lie in units of the effects' sd and of the residual's scale. */
interface Ends {
  readonly level: number;
  readonly normal: number;
  readonly residual: number;
}

/** Weights of t tails: those held, and for new reports what their residual says against the held effects. */
function weigh(model: EffectModel, held: ScaleEstimate, known: Seen, seen: Seen): Float64Array {
  const tails = new Map(Array.from(known.units, (unit, i) => [unit, held.tails[i]!]));
  const variances = residualVariances(model, held.scales, seen.units);
  return seen.values.map((value, i) => {
    const unit = seen.units[i]!;
    const tail = tails.get(unit);
    if (tail !== undefined || model.degrees === Infinity) return tail ?? 1;
    const residual = value - model.offset[unit]! - rowProduct(model.rows, unit, held.mean);
    const spread = variances[i]! + spreadOf(model, held.inverse, unit);
    return (model.degrees + 1) / (model.degrees + (residual * residual) / spread);
  });
}

function updateEffects(
  model: EffectModel,
  held: ScaleEstimate,
  known: Seen,
  seen: Seen,
): ScaleEstimate {
  const tails = weigh(model, held, known, seen);
  const variances = residualVariances(model, held.scales, seen.units);
  const weights = variances.map((variance, i) => tails[i]! / variance);
  const { factor, mean } = condition(model, seen, held.scales, weights, held.effectTails);
  const inverse = invertCholesky(factor, model.effects);
  const spreads = Float64Array.from(seen.units, (unit) => spreadOf(model, inverse, unit));
  return { ...held, mean, inverse, variances, tails, spreads };
}

/** The p-quantile of a normal that is known to be above `bound`; in sds. */
function quantileAbove(bound: number, p: number): number {
  if (bound === -Infinity) return normalQuantile(p);
  const rest = (1 - p) * normalCdf(-bound);
  return rest > 0 ? -normalQuantile(rest) : bound;
}

/** Mean and sd of the log ratio of an open unit, its residual's share of the variance, and its floor. */
interface OpenUnit {
  readonly centre: number;
  readonly spread: number;
  readonly residual: number;
  readonly floor: number;
}

function estimateOpen(
  baseline: number,
  { centre, spread, residual, floor }: OpenUnit,
  ends: readonly Ends[],
): Estimate {
  const sd = Math.sqrt(spread + residual);
  const bound = floor > 0 ? (log(floor / baseline) - centre) / sd : -Infinity;
  const at = (p: number): number =>
    Math.max(floor, baseline * exp(centre + sd * quantileAbove(bound, p)));
  const intervals = ends.map(({ level, normal, residual: tail }) => {
    const half = Math.sqrt(spread * normal * normal + residual * tail * tail);
    if (bound === -Infinity)
      return { level, low: baseline * exp(centre - half), high: baseline * exp(centre + half) };
    return { level, low: at((1 - level) / 2), high: at((1 + level) / 2) };
  });
  return { counted: floor, predicted: at(0.5), intervals };
}

function endsOf({ levels, model }: OpenNight): Ends[] {
  return levels.map((level) => {
    const normal = normalQuantile(0.5 + 0.5 * level);
    const residual =
      model.degrees === Infinity ? normal : studentQuantile(0.5 + 0.5 * level, model.degrees);
    return { level, normal, residual };
  });
}

/** Variance of a residual of scale 1, its tails cut off as in draws. */
function tailVariance({ unitNumbers }: OpenNight): number {
  const { normals, stretches } = unitNumbers;
  if (stretches === undefined) return 1;
  const used = Math.min(normals.length, 50_000);
  let sum = 0;
  for (let d = 0; d < used; d++) sum += (normals[d]! * stretches[d]!) ** 2;
  return sum / used;
}

interface Held {
  readonly night: OpenNight;
  readonly estimate: ScaleEstimate;
  readonly known: Seen;
  readonly ends: readonly Ends[];
  readonly tailVariance: number;
}

function forecastHeld(held: Held, reports: readonly UnitReport[]): NightForecast {
  const { night, known, ends } = held;
  const { model, levels, baselines, baselineNoise } = night;
  const sorted = sortReports(night, reports);
  const seen = seenUnits(night, sorted);
  const now = updateEffects(model, held.estimate, known, seen);
  const far = findFarUnits(night, sorted, now.mean);
  const surprises = findSurprises(night, seen, now);
  const areas = openHeldAreas(night, now.inverse);
  const residualOf = openResidualVariance(model, now.scales);
  const units = night.units.map((unit, place): UnitEstimate => {
    const report = sorted.ofUnit[place];
    const counted = report?.counted ?? 0;
    const named = { unit: unit.unit, status: report?.status ?? "waiting" } as const;
    if (report?.status === "reported") {
      areas.addFinal(place, counted);
      const surprise = surprises.get(place);
      const known = surprise === undefined ? {} : { surprise };
      return { ...named, ...knownEstimate(counted, levels), ...known };
    }
    const spread = spreadOf(model, now.inverse, place);
    const residual = residualOf(place);
    const middle = model.offset[place]! + rowProduct(model.rows, place, now.mean);
    const centre = middle - excessOf(spread + residual, baselineNoise);
    const own: OpenUnit = { centre, spread, residual, floor: counted };
    const usual = held.tailVariance * residual;
    const mean = baselines[place]! * exp(centre + 0.5 * (spread + usual));
    const relative = (1 - far.share) * expm1(usual) + far.share * expm1(far.sd * far.sd);
    areas.addOpen(place, counted, Math.max(counted, mean), relative);
    return { ...named, ...estimateOpen(baselines[place]!, own, ends) };
  });
  for (const { areas: own = {}, counted } of sorted.beyond) areas.addBeyond(own, counted);
  const beyond = sorted.beyond.map(({ unit, counted }): UnitEstimate => {
    return { unit, status: "unexpected", ...knownEstimate(counted, levels) };
  });
  return {
    units: [...units, ...beyond],
    areas: areas.areas(),
    total: areas.total(),
    learnt: nameLearnt(model, now, night.named),
  };
}

/** Shares of expected counts are not used between refreshes: a partial count is a floor. */
export function holdScales(night: OpenNight, reports: readonly UnitReport[]): HeldForecast {
  const known = seenUnits(night, sortReports(night, reports));
  const estimate = estimateScales(night.model, known);
  const held = { night, estimate, known, ends: endsOf(night), tailVariance: tailVariance(night) };
  return (later) => forecastHeld(held, later);
}

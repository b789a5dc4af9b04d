/**
 * The nonparametric method of the later elex models: quantile regressions of the relative change on reporting units,
 * widened by what a held-out part of them shows (conformal), and areas whose bounds are sums of bounds.
 */
import { openStream } from "../../../math/index.js";
import type { Estimate, NightForecast, NightUnit, UnitEstimate, UnitReport } from "../night.js";
import type { Forecaster } from "../replay/replay.js";
import { fitQuantile } from "./quantile-regression.js";

export interface NonparametricNight {
  readonly units: readonly NightUnit[];
  readonly by: readonly string[];
  readonly levels: readonly number[];
  /** A column for each predictor, over units, without an intercept. */
  readonly predictors: readonly Float64Array[];
  /** Seeds the division of reporting units. */
  readonly seed: number;
}

interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Relative changes and weights of what has reported. */
interface Reporting {
  readonly places: readonly number[];
  readonly changes: ReadonlyMap<number, number>;
}

/** ⌈(1 + α) / (1 - α)⌉ units are needed for an interval of probability α. */
export function leastReporting(level: number): number {
  return Math.ceil((1 + level) / (1 - level) - 1e-9);
}

function quantileFit(
  { units, predictors }: NonparametricNight,
  { changes }: Reporting,
  places: readonly number[],
  tau: number,
): Float64Array {
  const columns = [
    new Float64Array(places.length).fill(1),
    ...predictors.map((column) => Float64Array.from(places, (place) => column[place]!)),
  ];
  // Fewer units than coefficients can tell nothing but a level.
  const used = places.length > 2 * columns.length ? columns : columns.slice(0, 1);
  const beta = fitQuantile({
    columns: used,
    y: Float64Array.from(places, (place) => changes.get(place)!),
    weights: Float64Array.from(places, (place) => units[place]!.baseline),
    tau,
  });
  return Float64Array.from(units, (_, place) =>
    beta.reduce((sum, value, k) => sum + value * (k === 0 ? 1 : predictors[k - 1]![place]!), 0),
  );
}

/** The smallest score that has at least the share `p` of the weight at or below it. */
export function weightedQuantile(
  scores: readonly number[],
  weights: readonly number[],
  p: number,
): number {
  const order = scores.map((score, i) => ({ score, weight: weights[i]! }));
  order.sort((a, b) => a.score - b.score);
  const total = weights.reduce((a, b) => a + b, 0);
  let sum = 0;
  for (const { score, weight } of order) {
    sum += weight;
    if (sum >= Math.min(1, p) * total - 1e-12 * total) return score;
  }
  return order.at(-1)?.score ?? 0;
}

/** Training share 1 + (α + 1) / (n (α - 1)), at most nine tenths; the rest calibrates. */
function conformalBounds(night: NonparametricNight, reporting: Reporting, level: number): Bounds {
  const { places, changes } = reporting;
  const random = openStream(night.seed, "nonparametric");
  const shuffled = places
    .map((place) => ({ place, key: random.uniform() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ place }) => place);
  const share = Math.min(0.9, 1 + (level + 1) / (places.length * (level - 1)));
  const training = shuffled.slice(0, Math.max(1, Math.floor(share * places.length)));
  const held = shuffled.slice(training.length);
  const low = quantileFit(night, reporting, training, (1 - level) / 2);
  const high = quantileFit(night, reporting, training, (1 + level) / 2);
  const scores = held.map((place) =>
    Math.max(low[place]! - changes.get(place)!, changes.get(place)! - high[place]!),
  );
  const weights = held.map((place) => night.units[place]!.baseline);
  const wider = weightedQuantile(scores, weights, level * (1 + 1 / held.length));
  return { low: low.map((value) => value - wider), high: high.map((value) => value + wider) };
}

function readReporting(
  { units }: NonparametricNight,
  reports: ReadonlyMap<string, UnitReport>,
): Reporting {
  const changes = new Map<number, number>();
  units.forEach(({ unit, baseline }, place) => {
    const report = reports.get(unit);
    if (report?.status === "reported") changes.set(place, report.counted / baseline - 1);
  });
  return { places: [...changes.keys()], changes };
}

function addEstimates(parts: readonly Estimate[], levels: readonly number[]): Estimate {
  const sum = (of: (one: Estimate) => number): number => parts.reduce((a, one) => a + of(one), 0);
  return {
    counted: sum(({ counted }) => counted),
    predicted: sum(({ predicted }) => predicted),
    intervals: levels.map((level, k) => ({
      level,
      low: sum(({ intervals }) => intervals[k]!.low),
      high: sum(({ intervals }) => intervals[k]!.high),
    })),
  };
}

/** Wider levels are made to contain narrower ones, and every count is a floor. */
function estimateUnit(
  baseline: number,
  floor: number,
  median: number,
  bounds: readonly { readonly low: number; readonly high: number }[],
  levels: readonly number[],
): Estimate {
  const count = (change: number): number => Math.max(floor, 0, Math.round(baseline * (1 + change)));
  const predicted = count(median);
  let [low, high] = [predicted, predicted];
  const intervals = levels.map((level, k) => {
    low = Math.min(low, count(bounds[k]!.low));
    high = Math.max(high, count(bounds[k]!.high));
    return { level, low, high };
  });
  return { counted: floor, predicted, intervals };
}

function forecast(night: NonparametricNight, given: readonly UnitReport[]): NightForecast {
  const { units, levels, by } = night;
  const reports = new Map(given.map((report) => [report.unit, report]));
  const reporting = readReporting(night, reports);
  const enough = reporting.places.length >= leastReporting(levels.at(-1)!);
  const median = enough ? quantileFit(night, reporting, reporting.places, 0.5) : undefined;
  const bounds = enough ? levels.map((level) => conformalBounds(night, reporting, level)) : [];
  const estimates = units.map((unit, place): UnitEstimate => {
    const report = reports.get(unit.unit);
    const counted = report?.counted ?? 0;
    const final = report?.status === "reported";
    const at = bounds.map(({ low, high }) =>
      final ? { low: -1, high: -1 } : { low: low[place]!, high: high[place]! },
    );
    const nothing = levels.map(() => (final ? { low: -1, high: -1 } : { low: -1, high: Infinity }));
    const change = final ? -1 : (median?.[place] ?? 0);
    const own = estimateUnit(unit.baseline, counted, change, enough ? at : nothing, levels);
    return { unit: unit.unit, status: report?.status ?? "waiting", ...own };
  });
  const areas = by.flatMap((grouping) =>
    [...new Set(units.map((unit) => unit.areas[grouping]!))].map((area) => {
      const own = estimates.filter((_, place) => units[place]!.areas[grouping] === area);
      const reported = own.filter(({ status }) => status === "reported").length;
      return { by: grouping, area, units: own.length, reported, ...addEstimates(own, levels) };
    }),
  );
  return { units: estimates, areas, total: addEstimates(estimates, levels), learnt: [] };
}

/** Before enough units have reported the bounds are unknown, and the prediction is the baseline. */
export function openNonparametricNight(night: NonparametricNight): Forecaster {
  return { levels: night.levels, forecast: (reports) => forecast(night, reports) };
}

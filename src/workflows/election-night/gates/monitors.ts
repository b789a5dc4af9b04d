/** What a newsroom watches: residuals, coverage of earlier intervals, widths, who has reported so far. */
import type { NightForecast, NightUnit, UnitEstimate } from "../night.js";
import type { EarlierEstimate } from "../log/index.js";
import { standardise, widest } from "./standardise.js";

export interface Coverage {
  readonly level: number;
  /** Share of judged units whose count lies within the interval before they reported; absent without any. */
  readonly covered?: number;
}

export interface Monitors {
  /** Mean standardised residual of all judged units, and of those that reported since the last snapshot. */
  readonly residualAll?: number;
  readonly residualNew?: number;
  /** That of the newest batch over its standard error. */
  readonly batchDeviation?: number;
  readonly newUnits: number;
  readonly judged: number;
  readonly coverage: readonly Coverage[];
  /** Mean width of the widest intervals over the prediction, of units that are not in. */
  readonly width?: number;
  /** The same of everything together. */
  readonly totalWidth?: number;
  /** Mean baseline of units that have reported over that of all. */
  readonly sizeRatio?: number;
  /** Areas of the first grouping in which a unit has reported, and of how many. */
  readonly areasReported: number;
  readonly areas: number;
  readonly excluded: number;
  readonly unexpected: number;
  /** Units whose count is lower than in the last snapshot. */
  readonly corrections: number;
}

export interface MonitorRequest {
  readonly units: readonly NightUnit[];
  readonly by: readonly string[];
  readonly levels: readonly number[];
  readonly forecast: NightForecast;
  readonly before: NightForecast;
  /** Of all units judged so far, the newest among them. */
  readonly earlier: ReadonlyMap<string, EarlierEstimate>;
  readonly batchCorrelation: number;
}

function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

interface JudgedUnit {
  readonly counted: number;
  readonly earlier: EarlierEstimate;
}

function judgedUnits({ forecast, earlier }: MonitorRequest): readonly JudgedUnit[] {
  return forecast.units.flatMap(({ unit, status, counted }) => {
    const estimate = earlier.get(unit);
    return status === "reported" && estimate ? [{ counted, earlier: estimate }] : [];
  });
}

function coverageOf(judged: readonly JudgedUnit[], levels: readonly number[]): readonly Coverage[] {
  return levels.map((level) => {
    const covered = mean(
      judged.flatMap(({ counted, earlier }) => {
        const interval = earlier.intervals.find((other) => other.level === level);
        return interval ? [Number(counted >= interval.low && counted <= interval.high)] : [];
      }),
    );
    return { level, ...(covered !== undefined && { covered }) };
  });
}

export function newlyReported(
  forecast: NightForecast,
  before: NightForecast,
): readonly (readonly [UnitEstimate, UnitEstimate])[] {
  const earlier = new Map(before.units.map((unit) => [unit.unit, unit]));
  return forecast.units.flatMap((unit) => {
    const then = earlier.get(unit.unit);
    const isNew = unit.status === "reported" && then !== undefined && then.status !== "reported";
    return isNew ? [[unit, then] as const] : [];
  });
}

const relativeWidth = ({ predicted, intervals }: Pick<UnitEstimate, "predicted" | "intervals">) => {
  const interval = widest(intervals);
  return interval === undefined || predicted <= 0
    ? []
    : [(interval.high - interval.low) / predicted];
};

/** The variance of a mean of m residuals that correlate by rho is rho + (1 - rho) / m. */
function batchOf(
  request: MonitorRequest,
): Pick<Monitors, "residualNew" | "batchDeviation" | "newUnits"> {
  const { forecast, before, batchCorrelation: rho } = request;
  const fresh = newlyReported(forecast, before);
  const residuals = fresh.flatMap(([now, then]) => standardise(now.counted, then) ?? []);
  const residualNew = mean(residuals);
  if (residualNew === undefined) return { newUnits: fresh.length };
  const error = Math.sqrt(rho + (1 - rho) / residuals.length);
  return { residualNew, batchDeviation: residualNew / error, newUnits: fresh.length };
}

function sizeRatioOf({ units, forecast }: MonitorRequest): number | undefined {
  const reported = new Set(
    forecast.units.flatMap(({ unit, status }) => (status === "reported" ? [unit] : [])),
  );
  const own = mean(units.flatMap(({ unit, baseline }) => (reported.has(unit) ? [baseline] : [])));
  const all = mean(units.map(({ baseline }) => baseline));
  return own === undefined || all === undefined || all === 0 ? undefined : own / all;
}

function correctionsOf({ forecast, before }: MonitorRequest): number {
  const counts = new Map(before.units.map(({ unit, counted }) => [unit, counted]));
  return forecast.units.filter(({ unit, counted }) => counted < (counts.get(unit) ?? 0)).length;
}

export function monitorNight(request: MonitorRequest): Monitors {
  const { forecast, by, levels } = request;
  const judged = judgedUnits(request);
  const residualAll = mean(
    judged.flatMap(({ counted, earlier }) => standardise(counted, earlier) ?? []),
  );
  const waiting = forecast.units.filter(
    ({ status }) => status === "waiting" || status === "partial",
  );
  const width = mean(waiting.flatMap(relativeWidth));
  const [totalWidth] = relativeWidth(forecast.total);
  const sizeRatio = sizeRatioOf(request);
  // Unexpected units may name areas that the model does not have.
  const areas = forecast.areas.filter((area) => area.by === by[0] && area.units > 0);
  const count = (wanted: string): number =>
    forecast.units.filter(({ status }) => status === wanted).length;
  return {
    ...(residualAll !== undefined && { residualAll }),
    ...batchOf(request),
    judged: judged.length,
    coverage: coverageOf(judged, levels),
    ...(width !== undefined && { width }),
    ...(totalWidth !== undefined && { totalWidth }),
    ...(sizeRatio !== undefined && { sizeRatio }),
    areasReported: areas.filter(({ reported }) => reported > 0).length,
    areas: areas.length,
    excluded: count("excluded"),
    unexpected: count("unexpected"),
    corrections: correctionsOf(request),
  };
}

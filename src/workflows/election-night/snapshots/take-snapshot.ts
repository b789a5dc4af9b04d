/** A snapshot of the night: a pure function of what is known, the model and the time. */
import type { Crosswalk, ReportNote, StatusRules } from "../feed/index.js";
import { reportsOf } from "../feed/index.js";
import {
  decide,
  monitorNight,
  newlyReported,
  type GateRequest,
  type GateSettings,
} from "../gates/index.js";
import type { EarlierEstimate, Evidence, NightState } from "../log/index.js";
import type { Night, NightForecast } from "../night.js";
import { changesSince } from "./changes.js";
import { surprisesIn } from "./surprises.js";
import type { Snapshot } from "./snapshot.js";

export interface NightSettings {
  readonly rules: StatusRules;
  readonly gates: GateSettings;
  readonly crosswalk: Crosswalk;
  readonly seed?: number;
  /** What speaks against the model itself: it holds every forecast until all units are in. */
  readonly caution?: string;
}

export interface Forecasted {
  readonly forecast: NightForecast;
  readonly notes: readonly ReportNote[];
}

export function forecastOf(
  night: Night,
  { words, blocked }: Evidence,
  { rules, crosswalk }: NightSettings,
): Forecasted {
  const { reports, notes } = reportsOf({ words, crosswalk, units: night.units, blocked, rules });
  const forecast = night.forecast(reports);
  return { forecast, notes: [...notes, ...surprisesIn(forecast)] };
}

/** Intervals of a night in which next to nothing had reported are one guess, not many. */
const judgedAfter = 20;

/** Units that have reported since the last snapshot, with what that said of them. */
function putToTheTest(
  forecast: NightForecast,
  before: NightForecast,
  units: number,
): readonly EarlierEstimate[] {
  const reported = before.units.filter(({ status }) => status === "reported").length;
  if (reported < Math.min(judgedAfter, units / 20)) return [];
  return newlyReported(forecast, before).map(([{ unit }, { predicted, intervals }]) => ({
    unit,
    predicted,
    intervals,
  }));
}

function reportedOf(night: Night, forecast: NightForecast): Snapshot["reported"] {
  const isIn = new Set(
    forecast.units.flatMap(({ unit, status }) => (status === "reported" ? [unit] : [])),
  );
  const sum = (units: Night["units"]): number =>
    units.reduce((total, { baseline }) => total + baseline, 0);
  const own = night.units.filter(({ unit }) => isIn.has(unit));
  const all = sum(night.units);
  return {
    units: own.length,
    of: night.units.length,
    share: night.units.length === 0 ? 0 : own.length / night.units.length,
    baselineShare: all === 0 ? 0 : sum(own) / all,
  };
}

export interface SnapshotRequest {
  readonly night: Night;
  readonly state: NightState;
  readonly settings: NightSettings;
  readonly time: number;
  /** Of what the state knows. */
  readonly now: Forecasted;
  /** Of the last snapshot; of no reports before the first. */
  readonly before: NightForecast;
}

export interface TakenSnapshot {
  readonly snapshot: Snapshot;
  readonly earlier: readonly EarlierEstimate[];
}

function implausibleIn({ forecast, notes }: Forecasted): GateRequest["implausible"] {
  const units = notes.flatMap(({ unit, kind }) => (kind === "implausible" ? [unit] : []));
  const counts = new Map(forecast.units.map(({ unit, counted }) => [unit, counted]));
  const votes = units.reduce((sum, unit) => sum + (counts.get(unit) ?? 0), 0);
  const { predicted } = forecast.total;
  return { units, share: predicted > 0 ? votes / predicted : 0 };
}

function gateOf(
  { state, settings, time, now }: SnapshotRequest,
  reported: Snapshot["reported"],
  monitors: Snapshot["monitors"],
): Snapshot["decision"] {
  const { lastNews, problem, held } = state;
  return decide({
    units: reported.of,
    reported: reported.units,
    monitors,
    implausible: implausibleIn(now),
    held,
    gates: settings.gates,
    ...(settings.caution !== undefined && { caution: settings.caution }),
    ...(lastNews !== undefined && { sinceNews: (time - lastNews) / 1000 }),
    ...(problem !== undefined && { problem: problem.message }),
  });
}

export function takeSnapshot(request: SnapshotRequest): TakenSnapshot {
  const { night, state, settings, time, before } = request;
  const { units, by, levels } = night;
  const { forecast, notes } = request.now;
  const earlier = putToTheTest(forecast, before, units.length);
  const judged = new Map([...earlier.map((each) => [each.unit, each] as const), ...state.earlier]);
  const { batchCorrelation } = settings.gates;
  const given = { units, by, levels, forecast, before };
  const monitors = monitorNight({ ...given, earlier: judged, batchCorrelation });
  const reported = reportedOf(night, forecast);
  return {
    earlier,
    snapshot: {
      time,
      seq: state.history.length + 1,
      by,
      levels,
      reported,
      decision: gateOf(request, reported, monitors),
      forecast,
      monitors,
      notes,
      changes: changesSince(given),
      held: state.held,
      model: { hash: night.hash, ...(settings.seed !== undefined && { seed: settings.seed }) },
    },
  };
}

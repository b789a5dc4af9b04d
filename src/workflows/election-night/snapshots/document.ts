/** A snapshot as the JSON document that other programs read; docs/mlm-live.schema.json describes it. */
import type { Estimate } from "../night.js";
import type { Monitors } from "../gates/index.js";
import type { Snapshot } from "./snapshot.js";

type Plain =
  null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** `90`, `97_5`: how a level is called in the names of its bounds. */
export function levelName(level: number): string {
  return String(Number((100 * level).toFixed(6))).replace(".", "_");
}

/** A thousandth of a vote; rounding keeps the order of bounds. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function estimateFields({ counted, predicted, intervals }: Estimate): Record<string, Plain> {
  const bounds = intervals.flatMap(({ level, low, high }) => [
    [`lo${levelName(level)}`, rounded(low)] as const,
    [`hi${levelName(level)}`, rounded(high)] as const,
  ]);
  return {
    counted: rounded(counted),
    pred: rounded(predicted),
    ...Object.fromEntries(bounds),
  };
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : Math.round(value * 1e6) / 1e6;

function monitorFields(monitors: Monitors, snapshot: Snapshot): Record<string, Plain> {
  const coverage = monitors.coverage.map(
    ({ level, covered }) => [`coverage${levelName(level)}`, orNull(covered)] as const,
  );
  const widestLevel = Math.max(...snapshot.levels);
  return {
    resid_all: orNull(monitors.residualAll),
    resid_new: orNull(monitors.residualNew),
    new_units: monitors.newUnits,
    judged: monitors.judged,
    ...Object.fromEntries(coverage),
    [`width${levelName(widestLevel)}`]: orNull(monitors.width),
    [`total_width${levelName(widestLevel)}`]: orNull(monitors.totalWidth),
    size_ratio: orNull(monitors.sizeRatio),
    areas_reported: monitors.areasReported,
    areas: monitors.areas,
    excluded: monitors.excluded,
    unexpected: monitors.unexpected,
    corrections: monitors.corrections,
    flags: snapshot.notes.map(({ unit, kind, text }) => ({ unit, kind, text })),
  };
}

const isoTime = (time: number): string => new Date(time).toISOString();

function areaFields({ forecast, held }: Snapshot): readonly Plain[] {
  return forecast.areas.map((area) => ({
    by: area.by,
    area: area.area,
    units: area.units,
    reported: area.reported,
    held: held.has(`${area.by}=${area.area}`),
    ...estimateFields(area),
  }));
}

function changeFields({ changes }: Snapshot): readonly Plain[] {
  return changes.map(({ moved, ...change }) => ({
    by: change.by,
    area: change.area,
    before: rounded(change.before),
    after: rounded(change.after),
    by_reports: rounded(change.byReports),
    by_model: rounded(change.byModel),
    units: moved.map(({ unit, status, before, after }) => ({
      id: unit,
      status,
      before: rounded(before),
      after: rounded(after),
    })),
    other_units: change.others,
  }));
}

function heldFields({ held }: Snapshot): readonly Plain[] {
  return [...held]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([area, { reason, who, time }]) => ({ area, reason, who, since: isoTime(time) }));
}

/** The same snapshot has the same text, byte for byte. */
export function snapshotDocument(snapshot: Snapshot): string {
  const { time, seq, reported, decision, forecast, monitors, model } = snapshot;
  const document: Plain = {
    schema: 1,
    time: isoTime(time),
    seq,
    reported: {
      units: reported.units,
      of: reported.of,
      share: rounded(reported.share),
      baseline_share: rounded(reported.baselineShare),
    },
    decision: decision.publish ? "publish" : "hold",
    reasons: decision.reasons,
    total: estimateFields(forecast.total),
    areas: areaFields(snapshot),
    units: forecast.units.map((unit) => ({
      id: unit.unit,
      status: unit.status,
      ...estimateFields(unit),
    })),
    monitors: monitorFields(monitors, snapshot),
    learnt: forecast.learnt.map(({ name, mean, sd }) => ({
      name,
      mean: orNull(mean),
      sd: orNull(sd),
    })),
    changes: changeFields(snapshot),
    held: heldFields(snapshot),
    model: { hash: model.hash, seed: model.seed ?? null },
  };
  return `${JSON.stringify(document)}\n`;
}

/** `replay`: a night value and final results into a replay. */
import { countOf, findColumn, listNames, reportUnknownColumn } from "../../../data/index.js";
import type { DataFrame } from "../../../data/index.js";
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import { labelsOf } from "../column-labels.js";
import type { NightValue } from "../night-value.js";
import { orderUnits } from "./orders.js";
import type { OrderName } from "./orders.js";
import { replayNight } from "./replay.js";
import type { Forecaster, Replay } from "./replay.js";

export interface ReplayOptions {
  /** `file`: the order of the rows of the results. */
  readonly order: OrderName | "file";
  /** For `by-area`: the grouping whose areas report one after the other. */
  readonly area?: string;
  readonly stages: readonly number[];
  readonly seed: number;
  readonly span?: Span;
}

interface Results {
  readonly counts: ReadonlyMap<string, number>;
  /** In the order of the rows. */
  readonly names: readonly string[];
}

function readResults(
  { night, unitColumn, countColumn }: NightValue,
  frame: DataFrame,
  span: Span | undefined,
  sink: DiagnosticSink,
): Results | undefined {
  const [units, counts] = [findColumn(frame, unitColumn), findColumn(frame, countColumn)];
  if (units === undefined) reportUnknownColumn(frame, unitColumn, span, sink);
  if (counts === undefined) reportUnknownColumn(frame, countColumn, span, sink);
  if (units === undefined || counts?.kind !== "numeric") return undefined;
  const found = new Map<string, number>();
  labelsOf(units).forEach((name, row) => {
    if (name !== undefined && counts.values[row]! >= 0) found.set(name, counts.values[row]!);
  });
  const missing = night.units.map(({ unit }) => unit).filter((unit) => !found.has(unit));
  if (missing.length === 0) return { counts: found, names: [...found.keys()] };
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `${countOf(missing.length, "unit")} of the night have no final result: ${listNames(missing)}`,
    expected: `\`${countColumn}\` of every unit in \`${frame.name}\``,
    ...(span && { span }),
  });
  return undefined;
}

/** Undefined after a report. */
export function replay(
  value: NightValue,
  results: DataFrame,
  options: ReplayOptions,
  sink: DiagnosticSink,
  beside: Readonly<Record<string, Forecaster>> = {},
): Replay | undefined {
  const { night } = value;
  const { span, order, area, seed } = options;
  const read = readResults(value, results, span, sink);
  if (read === undefined) return undefined;
  if (order === "by-area" && !night.by.includes(area ?? "")) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: "the order by areas needs the areas' column",
      expected: night.by.length > 0 ? `area = ${night.by.join(" or ")}` : "a night with areas",
      found: area ?? "none",
      ...(span && { span }),
    });
    return undefined;
  }
  const known = new Set(night.units.map(({ unit }) => unit));
  const names =
    order === "file"
      ? read.names.filter((name) => known.has(name))
      : orderUnits(night.units, { order, seed, ...(area !== undefined && { area }) });
  const stages = options.stages.toSorted((a, b) => a - b);
  return replayNight(
    { [value.name]: night, ...beside },
    { units: night.units, by: night.by, results: read.counts, order: names, stages },
  );
}

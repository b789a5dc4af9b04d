/** How far estimates are from what is known to be true, with the raw shares' error beside it. */
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Cell, ResultTable } from "../../posterior/result-table.js";
import { matchAreas } from "./match-areas.js";
import type { ScoredArea, ScoreOptions } from "./match-areas.js";
import type { Poststratified } from "./poststratified.js";

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const errorOf = ({ estimate, truth }: ScoredArea): number => Math.abs(estimate - truth);
const rawErrorOf = ({ raw, truth }: ScoredArea): number => Math.abs(raw - truth);

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Probability between the outermost quantiles of the estimates, from their names. */
function nominalCoverage({ columns }: ResultTable): number {
  const levels = columns.flatMap(({ name }) =>
    /^q\d+$/.test(name) ? [Number(`0.${name.slice(1)}`)] : [],
  );
  return levels.length < 2 ? NaN : Math.round((levels.at(-1)! - levels[0]!) * 1e6) / 1e6;
}

const columns: ResultTable["columns"] = [
  { name: "estimate", format: "text" },
  { name: "areas", format: "integer" },
  { name: "mae", format: "number" },
  { name: "rmse", format: "number" },
  { name: "ratio", format: "number" },
  { name: "improved", format: "percent" },
  { name: "coverage", format: "percent" },
  { name: "nominal", format: "percent" },
  { name: "width", format: "number" },
];

function rootMeanSquare(errors: readonly number[]): number {
  return Math.sqrt(average(errors.map((error) => error * error)));
}

/** The estimates' row; ratio and improvement are over the areas that also have a raw share. */
function estimateRow(name: string, areas: readonly ScoredArea[], nominal: number): Cell[] {
  const both = areas.filter(({ raw }) => !Number.isNaN(raw));
  const ratio = average(both.map(errorOf)) / average(both.map(rawErrorOf));
  const improved = average(both.map((area) => Number(errorOf(area) < rawErrorOf(area))));
  const covered = areas.map(({ truth, lower, upper }) => Number(lower <= truth && truth <= upper));
  const hasInterval = Number.isFinite(nominal);
  return [
    name,
    areas.length,
    orNull(average(areas.map(errorOf))),
    orNull(rootMeanSquare(areas.map(errorOf))),
    orNull(ratio),
    orNull(improved),
    hasInterval ? orNull(average(covered)) : null,
    orNull(nominal),
    orNull(average(areas.map(({ lower, upper }) => upper - lower))),
  ];
}

function rawRow(areas: readonly ScoredArea[]): Cell[] {
  const errors = areas.filter(({ raw }) => !Number.isNaN(raw)).map(rawErrorOf);
  return ["raw", errors.length, average(errors), rootMeanSquare(errors), 1, null, null, null, null];
}

/** Of estimates by several groupings, the areas of the one that the truth has, of every outcome. */
function tableOf(estimates: Poststratified | ResultTable, by: readonly string[]): ResultTable {
  if (estimates.kind === "table") return estimates;
  const { table, groupings } = estimates;
  const own = groupings.filter(
    (grouping) =>
      grouping.by.length === by.length && grouping.by.every((name) => by.includes(name)),
  );
  if (own.length === 0) return table;
  return { ...table, rows: own.flatMap(({ from, to }) => table.rows.slice(from, to)) };
}

/**
 * Estimates against truth by area: mean absolute error, root mean squared error, its ratio to the
 * raw shares' error, the share of areas that improved, and how often and how widely intervals
 * cover. A second row scores the raw shares. Undefined after a report.
 */
export function score(
  estimates: Poststratified | ResultTable,
  truth: DataFrame,
  options: ScoreOptions,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const table = tableOf(estimates, options.by);
  const areas = matchAreas({ ...options, table, truthFrame: truth, sink });
  if (areas === undefined) return undefined;
  if (areas.length === 0) {
    const message = "no area has both an estimate and a truth";
    sink.report({
      code: "no-rows",
      severity: "error",
      message,
      ...(options.span !== undefined && { span: options.span }),
    });
    return undefined;
  }
  const hasRaw = areas.some(({ raw }) => !Number.isNaN(raw));
  const estimateName = options.estimate ?? "mean";
  const row = estimateRow(estimateName, areas, nominalCoverage(table));
  return {
    kind: "table",
    columns,
    rows: hasRaw ? [row, rawRow(areas)] : [row],
    notes: [
      "mae: mean absolute error; ratio: mae over that of the raw shares, in areas that have both; " +
        "coverage: share of areas whose interval holds the truth",
    ],
  };
}

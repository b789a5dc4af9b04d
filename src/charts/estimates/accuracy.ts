/** Accuracy: estimates against what is known to be true, and each area's interval beside its truth. */
import { matchAreas, type ScoredArea } from "../../workflows/mrp/match-areas.js";
import type { Chart, Specification } from "../chart.js";
import { framed, inlineData, numberAxis } from "../parts/frame.js";
import { intervalView } from "../parts/interval-marks.js";
import type { IntervalRow } from "../parts/interval-row.js";
import { intervalTable } from "../parts/interval-table.js";
import { extentOf, percentText, shortNumber } from "../parts/numbers.js";
import { colors } from "../parts/theme.js";
import type { EstimatesChartKind, NamedEstimates, PlotContext } from "../subject.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { drawPlane } from "../terminal/draw-plane.js";
import { areaWords } from "./area-rows.js";

const holding = "holds the truth";
const missing = "misses the truth";
const estimateName = "estimate";
const rawName = "raw share";

const holds = ({ truth, lower, upper }: ScoredArea): boolean => lower <= truth && truth <= upper;

function meanError(areas: readonly ScoredArea[], of: (area: ScoredArea) => number): number {
  const errors = areas.map((area) => Math.abs(of(area) - area.truth)).filter(Number.isFinite);
  return errors.reduce((sum, value) => sum + value, 0) / errors.length;
}

/** Estimates filled, raw shares hollow; on the line they are right. */
function againstTruth(areas: readonly ScoredArea[]): Specification {
  const [low, high] = extentOf(areas.map(({ truth }) => truth));
  const domain = [...extentOf(areas.flatMap(({ estimate, raw }) => [estimate, raw, low, high]))];
  const series = [
    estimateName,
    ...(areas.some(({ raw }) => Number.isFinite(raw)) ? [rawName] : []),
  ];
  const records = areas.flatMap(({ estimate, raw, truth }) => [
    { truth, value: raw, series: rawName },
    { truth, value: estimate, series: estimateName },
  ]);
  return {
    width: 320,
    height: 320,
    layer: [
      {
        data: inlineData([
          { x: low, y: low },
          { x: high, y: high },
        ]),
        mark: { type: "line", color: colors.muted, strokeDash: [4, 3], strokeWidth: 1 },
        encoding: {
          x: { field: "x", type: "quantitative" },
          y: { field: "y", type: "quantitative" },
        },
      },
      {
        data: inlineData(records.filter(({ value }) => Number.isFinite(value))),
        mark: { type: "point", size: 42, strokeWidth: 1.3, opacity: 0.9 },
        encoding: {
          x: numberAxis("truth", {
            field: "truth",
            scale: { domain: [low, high], nice: true, zero: false },
          }),
          y: numberAxis("estimate", { field: "value", scale: { domain, nice: true, zero: false } }),
          color: {
            field: "series",
            type: "nominal",
            title: null,
            scale: { domain: series, range: [colors.main, colors.muted] },
          },
          shape: {
            field: "series",
            type: "nominal",
            title: null,
            scale: { domain: series, range: ["circle", "cross"] },
          },
        },
      },
    ],
  };
}

function intervalRows(areas: readonly ScoredArea[]): readonly IntervalRow[] {
  return areas
    .map((area) => ({
      label: area.area,
      value: area.estimate,
      lower: area.lower,
      upper: area.upper,
      beside: area.truth,
      group: holds(area) ? holding : missing,
    }))
    .sort((a, b) => b.value - a.value);
}

function wordsOf(areas: readonly ScoredArea[], interval: string): readonly string[] {
  const raw = meanError(areas, (area) => area.raw);
  const besides = Number.isFinite(raw) ? `, of raw shares ${shortNumber(raw)}` : "";
  return [
    `mean absolute error ${shortNumber(meanError(areas, ({ estimate }) => estimate))}${besides}`,
    `${areas.filter(holds).length} of ${areas.length} ${interval} intervals hold the truth (hollow)`,
  ];
}

function textOf(areas: readonly ScoredArea[], rows: readonly IntervalRow[]): readonly string[] {
  const raws = areas.filter(({ raw }) => Number.isFinite(raw));
  const plane = [
    ...(raws.length === 0
      ? []
      : [{ name: rawName, mark: "×", points: raws.map(({ truth: x, raw: y }) => ({ x, y })) }]),
    {
      name: estimateName,
      mark: "●",
      points: areas.map(({ truth: x, estimate: y }) => ({ x, y })),
    },
  ];
  return [
    "",
    "estimate (up) against truth (across)",
    ...drawPlane(plane, { lines: false }),
    "",
    ...drawIntervals(rows),
  ];
}

function panelsOf(
  areas: readonly ScoredArea[],
  rows: readonly IntervalRow[],
  names: { readonly labels: string; readonly interval: string },
): Specification {
  const { labels, interval } = names;
  const intervals = intervalView({
    rows,
    axis: `estimate (${interval} interval); hollow: truth`,
    labels,
    legend: `${interval} interval`,
    groups: { [holding]: colors.main, [missing]: colors.contrast },
    beside: "truth",
    width: 340,
  });
  return {
    hconcat: [againstTruth(areas), intervals],
    spacing: 40,
    resolve: { scale: { color: "independent", shape: "independent" } },
  };
}

/** Areas that have an estimate and a truth. */
function matched({ estimates, truth }: NamedEstimates, { options, sink }: PlotContext) {
  if (truth === undefined) return [];
  return matchAreas({
    by: estimates.by,
    table: estimates.table,
    truthFrame: truth,
    sink,
    ...(options.value !== undefined && { truth: options.value }),
  });
}

function draw(given: NamedEstimates, context: PlotContext): Chart | undefined {
  const { estimates } = given;
  const areas = matched(given, context);
  if (areas === undefined) return undefined;
  if (areas.length === 0)
    return context.refuse({
      message: "no area has both an estimate and a truth",
      expected: "plot(estimates, truth)",
    });
  const interval = percentText(estimates.interval);
  const labels = areaWords(estimates);
  const rows = intervalRows(areas);
  const title = `Estimates by ${labels} against the truth`;
  const words = wordsOf(areas, interval);
  const description = `Estimates of ${areas.length} areas against the truth, and their intervals: ${words.join("; ")}.`;
  return {
    kind: "chart",
    name: "accuracy",
    title,
    description,
    specification: framed(
      { title, subtitle: words, description },
      panelsOf(areas, rows, { labels, interval }),
    ),
    table: intervalTable(rows, {
      label: labels,
      group: "interval",
      value: "mean",
      beside: "truth",
    }),
    text: [title, ...words, ...textOf(areas, rows)].join("\n"),
  };
}

export const accuracy: EstimatesChartKind = {
  of: "estimates",
  summary:
    "estimates against the truth, raw shares beside, and the intervals that hold it or miss it",
  draw,
};

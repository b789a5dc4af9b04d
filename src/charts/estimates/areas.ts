/** Areas: poststratified estimates with their intervals, sorted, the raw shares of the survey beside. */
import type { Chart } from "../chart.js";
import { framed } from "../parts/frame.js";
import { intervalView } from "../parts/interval-marks.js";
import { intervalTable } from "../parts/interval-table.js";
import { percentText } from "../parts/numbers.js";
import type { EstimatesChartKind, NamedEstimates } from "../subject.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { areaRows, areaWords } from "./area-rows.js";

function draw({ estimates }: NamedEstimates): Chart {
  const rows = areaRows(estimates)
    .toSorted((a, b) => b.value - a.value)
    .map((row) => (Number.isNaN(row.raw) ? row : { ...row, beside: row.raw }));
  const interval = percentText(estimates.interval);
  const hasRaw = rows.some(({ raw }) => !Number.isNaN(raw));
  const title = `Estimates by ${areaWords(estimates)}`;
  const words = `mean and ${interval} interval, sorted${hasRaw ? "; hollow: raw share of the survey" : ""}`;
  const description = `Estimates of ${rows.length} areas: ${words}.`;
  return {
    kind: "chart",
    name: "areas",
    title,
    description,
    specification: framed(
      { title, subtitle: [words], description },
      intervalView({
        rows,
        axis: `population mean of the response (${interval} interval)`,
        labels: areaWords(estimates),
        ...(hasRaw && { beside: "raw share" }),
      }),
    ),
    table: intervalTable(rows, {
      label: areaWords(estimates),
      value: "mean",
      ...(hasRaw && { beside: "raw" }),
    }),
    text: [title, words, "", ...drawIntervals(rows)].join("\n"),
  };
}

export const areas: EstimatesChartKind = {
  of: "estimates",
  summary: "estimates by area with intervals, sorted, raw shares beside",
  draw,
};

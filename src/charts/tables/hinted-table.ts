/** A table that says how it is drawn. */
import type { ResultTable } from "../../posterior/result-table.js";
import type { Chart } from "../chart.js";
import { framed } from "../parts/frame.js";
import { labelOf } from "../parts/labels.js";
import type { PlotContext, TableChartKind } from "../subject.js";
import { readHint, type HintedData } from "./hinted-data.js";
import { hintedText } from "./hinted-text.js";
import { hintedView } from "./hinted-view.js";

/** `hollow: observed; band: 2.5% to 97.5%; dashed: 0`. */
function wordsOf({ names, categories, chart, thinning }: HintedData): string {
  return [
    ...(names.interval === undefined
      ? []
      : [`${categories || chart.shape === "bars" ? "lines" : "band"}: ${names.interval}`]),
    ...(names.beside === undefined ? [] : [`filled: ${names.y}`, `hollow: ${names.beside}`]),
    ...(names.panel === undefined ? [] : [`panels: ${names.panel}`]),
    ...(chart.none === undefined ? [] : [`dashed: ${chart.none}`]),
    ...thinning,
  ].join("; ");
}

function draw(table: ResultTable, context: PlotContext): Chart | undefined {
  if (table.chart === undefined)
    return context.refuse({
      message: "this table does not say how it is drawn",
      expected: "a fit, estimates, or the table of a verb that has a chart",
    });
  if (table.rows.length === 0) return context.refuse({ message: "the table has no rows to draw" });
  const data = readHint(table, table.chart);
  const { names } = data;
  const title = labelOf(table.title ?? `${names.y} by ${names.x}`, 110);
  const words = wordsOf(data);
  const subtitle = words === "" ? [] : [words];
  const description = [`${title}: ${names.y} by ${names.x}`, ...subtitle].join(", ");
  return {
    kind: "chart",
    name: "table",
    title,
    description,
    specification: framed({ title, subtitle, description }, hintedView(data)),
    table,
    text: [title, ...subtitle, "", ...hintedText(data)].join("\n"),
  };
}

export const hintedTable: TableChartKind = {
  of: "table",
  summary: "a table that a verb made to be looked at: predictions, comparisons, checks",
  draw,
};

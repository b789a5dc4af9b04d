/** Comparison: by how much each fit predicts left-out rows worse than the best, with two standard errors. */
import type { ResultTable } from "../../posterior/result-table.js";
import type { Chart } from "../chart.js";
import { framed } from "../parts/frame.js";
import { intervalView } from "../parts/interval-marks.js";
import type { IntervalRow } from "../parts/interval-row.js";
import type { PlotContext, TableChartKind } from "../subject.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { columnOf, numberAt, textAt } from "./table-columns.js";

const needed: readonly string[] = ["fit", "elpd_diff", "se_diff"];
const errors = 2;

export const isComparison = ({ columns }: ResultTable): boolean =>
  needed.every((name) => columns.some((column) => column.name === name));

function draw(table: ResultTable, context: PlotContext): Chart | undefined {
  if (!isComparison(table))
    return context.refuse({
      message: "this table compares no fits",
      argument: "kind",
      expected: "compare(a, b, ...)",
    });
  const fit = columnOf(table, "fit");
  const [difference, error] = [columnOf(table, "elpd_diff"), columnOf(table, "se_diff")];
  const rows = table.rows.map((_, row): IntervalRow => {
    const value = numberAt(difference, row);
    const reach = errors * (numberAt(error, row) || 0);
    return { label: textAt(fit, row), value, lower: value - reach, upper: value + reach };
  });
  const title = table.title ?? "Comparison of fits";
  const words = `difference of elpd from the best fit, with ${errors} standard errors; the best first`;
  const description = `${rows.length} fits: ${words}.`;
  return {
    kind: "chart",
    name: "compare",
    title,
    description,
    specification: framed(
      { title, subtitle: [words], description },
      intervalView({
        rows,
        axis: `difference of elpd (${errors} standard errors)`,
        labels: "fit",
        none: 0,
      }),
    ),
    table,
    text: [title, words, "", ...drawIntervals(rows, 0)].join("\n"),
  };
}

export const comparison: TableChartKind = {
  of: "table",
  summary: "the table of compare: differences of elpd with two standard errors",
  draw,
};

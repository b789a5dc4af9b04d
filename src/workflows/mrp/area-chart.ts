/** How tables with a row an area are drawn. */
import type { TableChart } from "../../posterior/result-table.js";
import type { Poststratified } from "./poststratified.js";
import { quantileName } from "./quantile-name.js";

type ChartOfAreas = Omit<TableChart, "x" | "group" | "panel">;

/** Means with their intervals. */
export function intervalChart(interval: number): ChartOfAreas {
  const tail = (1 - interval) / 2;
  return {
    shape: "intervals",
    y: "mean",
    lower: quantileName(tail),
    upper: quantileName(1 - tail),
  };
}

/**
 * The column with the most areas lies along the picture, the one with the next most has panels and
 * the third colours; undefined for the whole population, which is one number.
 */
export function areaChart(
  { by, areas }: Pick<Poststratified, "by" | "areas">,
  chart: ChartOfAreas,
): TableChart | undefined {
  const sizes = by.map((_, column) => new Set(areas.map((labels) => labels[column])).size);
  const order = by.map((name, column) => ({ name, size: sizes[column]! }));
  const [x, panel, group] = order.sort((a, b) => b.size - a.size).map(({ name }) => name);
  if (x === undefined) return undefined;
  return { ...chart, x, ...(panel && { panel }), ...(group && { group }) };
}

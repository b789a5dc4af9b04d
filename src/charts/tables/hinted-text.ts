/** A table's chart in a terminal. */
import type { IntervalRow } from "../parts/interval-row.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { drawPlane, type PlaneSeries } from "../terminal/draw-plane.js";
import type { HintedData, HintedRow } from "./hinted-data.js";

const mostLines = 60;

/** Lines of a panel, alone and among others. */
const panel = 14;
const lowPanel = 8;

function intervalRow(
  { x, y, lower, upper, beside, group }: HintedRow,
  { shape }: HintedData["chart"],
): IntervalRow {
  return {
    ...(shape === "bars" && { inner: [Math.min(0, y), Math.max(0, y)] as const }),
    label: String(x),
    value: y,
    lower: Number.isNaN(lower) ? y : lower,
    upper: Number.isNaN(upper) ? y : upper,
    ...(Number.isNaN(beside) ? {} : { beside }),
    ...(group !== undefined && { group }),
  };
}

function seriesOf(
  { rows, groups, names }: HintedData,
  panelRows: readonly HintedRow[],
): readonly PlaneSeries[] {
  const point = ({ x, y, lower, upper }: HintedRow) => ({
    x: Number(x),
    y,
    ...(Number.isNaN(lower) || Number.isNaN(upper) ? {} : { lower, upper }),
  });
  const own = groups.length > 0 ? groups : [undefined];
  const series = own.map((group) => ({
    name: group ?? names.y,
    points: panelRows.filter((row) => row.group === group).map(point),
  }));
  if (names.beside === undefined || rows.every(({ beside }) => Number.isNaN(beside))) return series;
  const observed = panelRows
    .filter(({ beside }) => !Number.isNaN(beside))
    .map(({ x, beside }) => ({ x: Number(x), y: beside }));
  return [...series, { name: names.beside, points: observed, mark: "×" }];
}

function panelText(data: HintedData, panelRows: readonly HintedRow[]): readonly string[] {
  const { categories, chart } = data;
  if (categories === undefined)
    return drawPlane(seriesOf(data, panelRows), {
      lines: chart.shape !== "points",
      none: chart.none,
      height: data.panels.length > 1 ? lowPanel : panel,
    });
  const shown = panelRows.slice(0, mostLines);
  const hidden = panelRows.length - shown.length;
  return [
    ...drawIntervals(
      shown.map((row) => intervalRow(row, chart)),
      chart.shape === "bars" ? 0 : chart.none,
    ),
    ...(hidden > 0 ? [`… ${hidden} more rows`] : []),
  ];
}

export function hintedText(data: HintedData): readonly string[] {
  const { panels, rows, names } = data;
  const axes = data.categories
    ? [`  ${names.y}`]
    : [`  ${names.y} (up) against ${names.x} (across)`];
  if (panels.length === 0) return [...panelText(data, rows), ...axes];
  return panels
    .flatMap((panel) => [
      "",
      `${names.panel ?? "panel"}: ${panel}`,
      ...panelText(
        data,
        rows.filter((row) => row.panel === panel),
      ),
    ])
    .concat(axes);
}

/** The rows of a table as its chart hint reads them. */
import type { ResultTable, TableChart } from "../../posterior/result-table.js";
import { labelOf, labelsOf } from "../parts/labels.js";
import { columnOf, isText, numberAt, textAt, type ChartColumn } from "./table-columns.js";

export interface HintedRow {
  /** A number, or the label of a category. */
  readonly x: number | string;
  readonly y: number;
  readonly lower: number;
  readonly upper: number;
  readonly beside: number;
  readonly group: string | undefined;
  readonly panel: string | undefined;
}

export interface HintedData {
  readonly chart: TableChart;
  readonly rows: readonly HintedRow[];
  /** Labels of `x` in order of appearance; undefined where x is a number. */
  readonly categories: readonly string[] | undefined;
  readonly groups: readonly string[];
  readonly panels: readonly string[];
  /** Names for axes and legends. */
  readonly names: {
    readonly x: string;
    readonly y: string;
    readonly interval: string | undefined;
    readonly beside: string | undefined;
    readonly group: string | undefined;
    readonly panel: string | undefined;
  };
}

/** Labels for the distinct values of a column, in order of appearance. */
function distinctLabels(column: ChartColumn): ReadonlyMap<string, string> {
  const values = [...new Set(column.cells.map((_, row) => textAt(column, row)))];
  const labels = labelsOf(values);
  return new Map(values.map((value, i) => [value, labels[i] ?? value]));
}

/** `2.5%` and `97.5%`: what the band is, as the table calls its ends. */
function intervalName({ lower, upper }: TableChart): string | undefined {
  return lower === undefined || upper === undefined
    ? undefined
    : `${labelOf(lower)} to ${labelOf(upper)}`;
}

export function readHint(table: ResultTable, chart: TableChart): HintedData {
  const find = (name: string | undefined): ChartColumn | undefined =>
    name === undefined ? undefined : columnOf(table, name);
  const [x, y] = [columnOf(table, chart.x), columnOf(table, chart.y)];
  const [lower, upper, beside] = [find(chart.lower), find(chart.upper), find(chart.beside)];
  const [group, panel] = [find(chart.group), find(chart.panel)];
  const categories = isText(x) ? distinctLabels(x) : undefined;
  const groups = group && distinctLabels(group);
  const panels = panel && distinctLabels(panel);
  const rows = table.rows.map((_, row): HintedRow => {
    const labelAt = (column: ChartColumn | undefined, labels?: ReadonlyMap<string, string>) =>
      column && labels?.get(textAt(column, row));
    return {
      x: labelAt(x, categories) ?? numberAt(x, row),
      y: numberAt(y, row),
      lower: numberAt(lower, row),
      upper: numberAt(upper, row),
      beside: numberAt(beside, row),
      group: labelAt(group, groups),
      panel: labelAt(panel, panels),
    };
  });
  const labelled = (name: string | undefined) => (name === undefined ? undefined : labelOf(name));
  return {
    chart,
    rows,
    categories: categories && [...categories.values()],
    groups: groups ? [...groups.values()] : [],
    panels: panels ? [...panels.values()] : [],
    names: {
      x: labelOf(chart.x),
      y: labelOf(chart.y),
      interval: intervalName(chart),
      beside: labelled(chart.beside),
      group: labelled(chart.group),
      panel: labelled(chart.panel),
    },
  };
}

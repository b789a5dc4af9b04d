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
  /** What is not drawn, in words. */
  readonly thinning: readonly string[];
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

/** Years and codes stay what they are. */
const digits = 6;

/** Labels for the distinct values of a column, in order of appearance. */
function distinctLabels(column: ChartColumn): ReadonlyMap<string, string> {
  const values = [...new Set(column.cells.map((_, row) => textAt(column, row)))];
  const shown = isText(column)
    ? values
    : values.map((value) => String(Number(Number(value).toPrecision(digits))));
  const labels = labelsOf(shown);
  return new Map(values.map((value, i) => [value, labels[i] ?? value]));
}

/** More numbers than these make neither colours nor panels that could be told apart. */
const mostNumbers = 7;
const numbersShown = 5;

/** Of many numbers the smallest, the largest and three between them; every value else. */
function thinned(column: ChartColumn | undefined): ReadonlyMap<string, string> | undefined {
  if (column === undefined) return undefined;
  const labels = distinctLabels(column);
  if (isText(column) || labels.size <= mostNumbers) return labels;
  const values = [...labels.keys()].sort((a, b) => Number(a) - Number(b));
  const places = Array.from({ length: numbersShown }, (_, k) =>
    Math.round((k * (values.length - 1)) / (numbersShown - 1)),
  );
  const kept = new Set(places.map((place) => values[place] ?? ""));
  return new Map([...labels].filter(([value]) => kept.has(value)));
}

/** `5 of 50 values of age`, where not all are drawn. */
function thinningOf(
  column: ChartColumn | undefined,
  kept: ReadonlyMap<string, string> | undefined,
): readonly string[] {
  if (column === undefined || kept === undefined) return [];
  const all = distinctLabels(column).size;
  return kept.size === all ? [] : [`${kept.size} of ${all} values of ${labelOf(column.name)}`];
}

/** `2.5%` of `2.5%` and of `lower_2.5%`. */
const quantileName = (name: string): string =>
  labelOf(name.replace(/^(?:lower|upper)_(?=\d)/u, ""));

/** `2.5%` and `97.5%`: what the band is, as the table calls its ends. */
function intervalName({ lower, upper }: TableChart): string | undefined {
  return lower === undefined || upper === undefined
    ? undefined
    : `${quantileName(lower)} to ${quantileName(upper)}`;
}

const valueName = (name: string): string => (name === "50%" ? "median" : labelOf(name));

export function readHint(table: ResultTable, chart: TableChart): HintedData {
  const find = (name: string | undefined): ChartColumn | undefined =>
    name === undefined ? undefined : columnOf(table, name);
  const [x, y] = [columnOf(table, chart.x), columnOf(table, chart.y)];
  const [lower, upper, beside] = [find(chart.lower), find(chart.upper), find(chart.beside)];
  const [group, panel] = [find(chart.group), find(chart.panel)];
  const categories = isText(x) ? distinctLabels(x) : undefined;
  const groups = thinned(group);
  const panels = thinned(panel);
  const all = table.rows.map((_, row): HintedRow => {
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
  const isKept = (row: HintedRow): boolean =>
    (groups === undefined || row.group !== undefined) &&
    (panels === undefined || row.panel !== undefined);
  const labelled = (name: string | undefined) => (name === undefined ? undefined : labelOf(name));
  return {
    chart,
    rows: all.filter(isKept),
    thinning: [...thinningOf(group, groups), ...thinningOf(panel, panels)],
    categories: categories && [...categories.values()],
    groups: groups ? [...groups.values()] : [],
    panels: panels ? [...panels.values()] : [],
    names: {
      x: labelOf(chart.x),
      y: valueName(chart.y),
      interval: intervalName(chart),
      beside: labelled(chart.beside),
      group: labelled(chart.group),
      panel: labelled(chart.panel),
    },
  };
}

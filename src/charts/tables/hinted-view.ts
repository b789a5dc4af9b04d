/** Marks and axes of a table's chart: intervals, bars, points or lines, by colour and panel. */
import type { PlainData, Specification } from "../chart.js";
import { inlineData, once } from "../parts/frame.js";
import { extentOf } from "../parts/numbers.js";
import { inRows } from "../parts/panels.js";
import { colors, groupScale } from "../parts/theme.js";
import type { HintedData, HintedRow } from "./hinted-data.js";

const crowded = 40;
/** More groups than these are seen together and not one by one. */
const mostInLegend = 24;
const plotWidth = 440;
const panelWidth = 240;

/** One panel, or the whole chart: its rows and the categories among them. */
interface View {
  readonly data: HintedData;
  readonly rows: readonly HintedRow[];
  readonly categories: readonly string[] | undefined;
  readonly width: number;
  /** Of the values, the same in every panel. */
  readonly domain: readonly number[];
}

/** Categories stand one below the other, so that their names can be read; numbers go to the right. */
interface Axes {
  /** The channel of `x` of the hint, and that of its `y`. */
  readonly along: "x" | "y";
  readonly across: "x" | "y";
}

const axesOf = ({ categories }: View): Axes =>
  categories ? { along: "y", across: "x" } : { along: "x", across: "y" };

function colorOf({ groups, names }: HintedData): PlainData {
  if (groups.length === 0) return { value: colors.main };
  return {
    field: "group",
    type: "nominal",
    title: names.group ?? null,
    scale: groupScale(groups),
    ...(groups.length > mostInLegend && { legend: null }),
  };
}

function placesOf({ rows }: View): readonly number[] {
  return [...new Set(rows.flatMap(({ x }) => (typeof x === "number" ? [x] : [])))];
}

/** Half a bar of room at both ends. */
function barDomain(view: View): readonly number[] {
  const places = placesOf(view);
  const [low, high] = extentOf(places);
  const half = (high - low) / Math.max(1, places.length - 1) / 2 || 0.5;
  return [low - half, high + half];
}

function alongAxis(view: View): Specification {
  const { categories, data } = view;
  const { names, chart } = data;
  if (categories)
    return {
      field: "x",
      type: "nominal",
      title: names.x,
      sort: null,
      scale: { domain: categories, padding: 0.25 },
      axis: { labelFontSize: categories.length > crowded ? 8 : 11, labelOverlap: false },
    };
  const scale = chart.shape === "bars" ? { domain: barDomain(view), nice: false } : { zero: false };
  return { field: "x", type: "quantitative", title: names.x, scale, axis: { tickCount: 7 } };
}

function encodingOf(view: View): Specification {
  const { along, across } = axesOf(view);
  const { names, groups } = view.data;
  const interval = names.interval === undefined ? "" : ` (${names.interval})`;
  return {
    [along]: alongAxis(view),
    [across]: {
      type: "quantitative",
      title: `${names.y}${interval}${names.beside === undefined ? "" : `, ${names.beside}`}`,
      scale: { domain: view.domain, zero: false, nice: true },
      axis: { tickCount: 6 },
    },
    ...(view.categories && groups.length > 1
      ? { yOffset: { field: "group", type: "nominal", scale: { domain: groups } } }
      : {}),
  };
}

/** A band over numbers; bars over categories and over bars. */
function intervalLayers(view: View): readonly Specification[] {
  const { data, categories } = view;
  if (data.names.interval === undefined) return [];
  const { across } = axesOf(view);
  const bars = data.chart.shape === "bars";
  return [
    {
      mark:
        categories || bars ? { type: "rule", strokeWidth: 1.5 } : { type: "area", opacity: 0.2 },
      encoding: {
        [across]: { field: "lower", type: "quantitative" },
        [`${across}2`]: { field: "upper" },
        color: bars ? { value: colors.line } : colorOf(data),
      },
    },
  ];
}

function markOf(view: View): Specification {
  const { shape } = view.data.chart;
  const share = Math.floor((0.8 * view.width) / Math.max(1, placesOf(view).length));
  if (shape === "bars")
    return {
      type: "bar",
      // Points beside the bars must be seen before them.
      ...(view.data.names.beside !== undefined && { opacity: 0.6 }),
      ...(view.categories ? {} : { width: Math.max(1, share) }),
    };
  if (shape === "points" || view.categories)
    return { type: "point", filled: true, opacity: shape === "points" ? 0.7 : 1, size: 45 };
  const many = view.data.groups.length > mostInLegend;
  return { type: "line", strokeWidth: many ? 1 : 2, ...(many && { opacity: 0.6 }) };
}

function noneLayers(view: View): readonly Specification[] {
  const { none } = view.data.chart;
  if (none === undefined) return [];
  const { along, across } = axesOf(view);
  return [
    {
      data: once,
      mark: { type: "rule", color: colors.muted, strokeDash: [4, 3], aria: false },
      encoding: {
        [across]: { datum: none, type: "quantitative" },
        [along]: null,
        yOffset: null,
      },
    },
  ];
}

function besideLayers(view: View): readonly Specification[] {
  if (view.data.names.beside === undefined) return [];
  return [
    {
      mark: { type: "point", filled: false, opacity: 1, size: 45 },
      encoding: {
        [axesOf(view).across]: { field: "beside", type: "quantitative" },
        color: { value: colors.line },
      },
    },
  ];
}

function layersOf(view: View): readonly Specification[] {
  const { across } = axesOf(view);
  const values = {
    mark: markOf(view),
    encoding: { [across]: { field: "y", type: "quantitative" }, color: colorOf(view.data) },
  };
  const intervals = intervalLayers(view);
  const bars = view.data.chart.shape === "bars";
  return [
    ...noneLayers(view),
    ...(bars ? [values, ...intervals] : [...intervals, values]),
    ...besideLayers(view),
  ];
}

function recordsOf(rows: readonly HintedRow[]) {
  return rows.map(({ x, y, lower, upper, beside, group }) => ({
    x,
    y,
    ...(Number.isNaN(lower) ? {} : { lower }),
    ...(Number.isNaN(upper) ? {} : { upper }),
    ...(Number.isNaN(beside) ? {} : { beside }),
    ...(group !== undefined && { group }),
  }));
}

function viewOf(view: View): Specification {
  const { categories, data, rows, width } = view;
  const step =
    categories && categories.length > crowded
      ? 11
      : Math.max(20, 8 + 11 * Math.max(1, data.groups.length));
  const alone = width === plotWidth;
  return {
    width,
    height: categories ? Math.max(40, step * categories.length) : alone ? 280 : 160,
    data: inlineData(recordsOf(rows)),
    encoding: encodingOf(view),
    layer: layersOf(view),
  };
}

function panelView(data: HintedData, panel: string, domain: readonly number[]): Specification {
  const rows = data.rows.filter((row) => row.panel === panel);
  const present = new Set(rows.map(({ x }) => x));
  const categories = data.categories?.filter((category) => present.has(category));
  return {
    title: { text: panel, fontSize: 12, offset: 4, frame: "group" },
    ...viewOf({ data, rows, categories, width: panelWidth, domain }),
  };
}

export function hintedView(data: HintedData): Specification {
  const { panels, rows, categories, chart } = data;
  const values = rows.flatMap(({ y, lower, upper, beside }) => [y, lower, upper, beside]);
  const domain = extentOf([
    ...values,
    ...(chart.shape === "bars" ? [0] : []),
    ...(chart.none === undefined ? [] : [chart.none]),
  ]);
  if (panels.length === 0) return viewOf({ data, rows, categories, width: plotWidth, domain });
  const columns = categories ? 2 : 3;
  return inRows(
    panels.map((panel) => panelView(data, panel, domain)),
    columns,
  );
}

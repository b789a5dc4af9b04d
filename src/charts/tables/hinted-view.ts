/** Marks and axes of a table's chart: intervals, bars, points or lines, by colour and panel. */
import type { PlainData, Specification } from "../chart.js";
import { inlineData } from "../parts/frame.js";
import { colors, palette } from "../parts/theme.js";
import type { HintedData } from "./hinted-data.js";

const crowded = 40;

function colorOf({ groups, names }: HintedData): PlainData {
  if (groups.length === 0) return { value: colors.main };
  return {
    field: "group",
    type: "nominal",
    title: names.group ?? null,
    scale: { domain: groups, range: groups.map((_, i) => palette[i % palette.length] ?? colors.main) },
  };
}

/** Categories stand one below the other, so that their names can be read; numbers go to the right. */
interface Axes {
  /** The channel of `x` of the hint, and that of its `y`. */
  readonly along: "x" | "y";
  readonly across: "x" | "y";
  readonly encoding: Specification;
}

function axesOf(data: HintedData): Axes {
  const { categories, names, groups, chart } = data;
  const bars = chart.shape === "bars";
  const interval = names.interval === undefined ? "" : ` (${names.interval})`;
  const value = {
    type: "quantitative",
    title: `${names.y}${interval}`,
    scale: { zero: bars },
  };
  const own = categories
    ? {
        field: "x",
        type: "nominal",
        title: names.x,
        sort: null,
        scale: { domain: categories, padding: 0.25 },
        axis: { labelFontSize: categories.length > crowded ? 8 : 11 },
      }
    : { field: "x", type: "quantitative", title: names.x, scale: { zero: false, nice: !bars } };
  const [along, across] = categories ? (["y", "x"] as const) : (["x", "y"] as const);
  const offset =
    categories && groups.length > 1
      ? { yOffset: { field: "group", type: "nominal", scale: { domain: groups } } }
      : {};
  return { along, across, encoding: { [along]: own, [across]: value, ...offset } };
}

const second = (channel: "x" | "y"): string => `${channel}2`;

/** The interval: a band over numbers, bars over categories. */
function intervalLayers(data: HintedData, { across }: Axes): readonly Specification[] {
  if (data.names.interval === undefined) return [];
  const color = colorOf(data);
  const ends = {
    [across]: { field: "lower", type: "quantitative" },
    [second(across)]: { field: "upper" },
  };
  return data.categories
    ? [{ mark: { type: "rule", strokeWidth: 1.5 }, encoding: { ...ends, color } }]
    : [{ mark: { type: "area", opacity: 0.2 }, encoding: { ...ends, color } }];
}

function markOf({ chart: { shape }, categories, rows }: HintedData): Specification {
  const point = { type: "point", filled: true, opacity: shape === "points" ? 0.7 : 1, size: 45 };
  if (shape === "bars")
    return { type: "bar", opacity: 0.85, ...(categories ? {} : { width: barWidth(rows) }) };
  if (shape === "points" || categories) return point;
  return { type: "line", strokeWidth: 2 };
}

const plotWidth = 440;

/** Bars over numbers are as wide as these are apart. */
function barWidth(rows: HintedData["rows"]): number {
  const places = [...new Set(rows.flatMap(({ x }) => (typeof x === "number" ? [x] : [])))];
  return Math.max(1, Math.min(24, Math.floor((0.8 * plotWidth) / Math.max(1, places.length))));
}

function layersOf(data: HintedData, axes: Axes): readonly Specification[] {
  const { across } = axes;
  const { none } = data.chart;
  const value = { [across]: { field: "y", type: "quantitative" } };
  return [
    ...(none === undefined
      ? []
      : [
          {
            mark: { type: "rule", color: colors.muted, strokeDash: [4, 3] },
            encoding: {
              [across]: { datum: none, type: "quantitative" },
              [axes.along]: null,
              yOffset: null,
            },
          },
        ]),
    ...intervalLayers(data, axes),
    { mark: markOf(data), encoding: { ...value, color: colorOf(data) } },
    ...(data.names.beside === undefined
      ? []
      : [
          {
            mark: { type: "point", filled: false, opacity: 1, size: 45 },
            encoding: {
              [across]: { field: "beside", type: "quantitative" },
              color: { value: colors.line },
            },
          },
        ]),
  ];
}

function recordsOf({ rows }: HintedData) {
  return rows.map(({ x, y, lower, upper, beside, group, panel }) => ({
    x,
    y,
    ...(Number.isNaN(lower) ? {} : { lower }),
    ...(Number.isNaN(upper) ? {} : { upper }),
    ...(Number.isNaN(beside) ? {} : { beside }),
    ...(group !== undefined && { group }),
    ...(panel !== undefined && { panel }),
  }));
}

export function hintedView(data: HintedData): Specification {
  const { categories, groups, panels, names } = data;
  const axes = axesOf(data);
  const step = categories && categories.length > crowded ? 11 : Math.max(20, 8 + 11 * Math.max(1, groups.length));
  const small = panels.length > 1;
  const view = {
    width: small ? 240 : plotWidth,
    height: categories ? Math.max(40, step * categories.length) : small ? 160 : 280,
    encoding: axes.encoding,
    layer: layersOf(data, axes),
  };
  const inline = inlineData(recordsOf(data));
  if (panels.length === 0) return { data: inline, ...view };
  return {
    data: inline,
    facet: { field: "panel", type: "nominal", sort: panels, title: names.panel ?? null },
    columns: Math.min(3, panels.length),
    spec: view,
  };
}

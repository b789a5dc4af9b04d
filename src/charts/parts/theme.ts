/** One look for every chart; colours that people with any kind of colour vision tell apart. */
import type { Specification } from "../chart.js";

/** Okabe and Ito (2008), without its yellow, which white swallows. */
const palette: readonly string[] = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#000000",
];

/** Colours for groups: the palette while it lasts, else shades from dark to light. */
export function groupScale(groups: readonly string[]): Specification {
  if (groups.length > palette.length) return { domain: groups, scheme: "viridis" };
  return { domain: groups, range: palette.slice(0, groups.length) };
}

/** The first series, and what is set against it. */
export const colors = {
  main: "#0072b2",
  contrast: "#d55e00",
  muted: "#8a8a8a",
  line: "#444444",
} as const;

const text = "#222222";

export const theme: Specification = {
  background: "#ffffff",
  font: "Helvetica, Arial, sans-serif",
  padding: 12,
  view: { stroke: "#d0d0d0" },
  axis: {
    labelColor: text,
    titleColor: text,
    titleFontWeight: "normal",
    labelFontSize: 11,
    titleFontSize: 12,
    titlePadding: 8,
    gridColor: "#e8e8e8",
    domainColor: "#888888",
    tickColor: "#888888",
    labelLimit: 280,
    labelFlush: false,
    labelSeparation: 6,
    labelOverlap: true,
  },
  legend: {
    labelColor: text,
    titleColor: text,
    titleFontWeight: "normal",
    labelFontSize: 11,
    titleFontSize: 12,
    labelLimit: 320,
    symbolOpacity: 1,
    orient: "bottom",
    columns: 4,
  },
  title: {
    anchor: "start",
    color: text,
    fontSize: 15,
    fontWeight: "bold",
    subtitleColor: "#555555",
    subtitleFontSize: 12,
    subtitlePadding: 5,
    offset: 12,
    limit: 900,
  },
  header: {
    labelColor: text,
    titleColor: text,
    labelFontSize: 12,
    titleFontSize: 12,
    labelLimit: 260,
  },
  range: { category: palette },
};

/** Map: estimates by state of the US, and how wide their intervals are. */
import { listNames } from "../../data/index.js";
import type { Chart, Specification } from "../chart.js";
import { framed } from "../parts/frame.js";
import { labelOf } from "../parts/labels.js";
import { intervalTable } from "../parts/interval-table.js";
import { percentText } from "../parts/numbers.js";
import type { EstimatesChartKind, NamedEstimates, PlotContext } from "../subject.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { areaRows, type AreaRow } from "./area-rows.js";
import { openStateNames } from "./state-names.js";
import { geometryOf, type StateShape } from "./state-shape.js";

const shapesData = "states";
const blankData = "blank";
const noEstimate = "#e3e3e3";

interface Panel {
  readonly field: string;
  readonly title: string;
  readonly scheme: string;
}

function panelView({ field, title, scheme }: Panel): Specification {
  return {
    width: 420,
    height: 270,
    projection: { type: "identity" },
    layer: [
      {
        data: { name: blankData },
        mark: { type: "geoshape", fill: noEstimate, stroke: "#ffffff", strokeWidth: 0.6 },
      },
      {
        data: { name: shapesData },
        mark: { type: "geoshape", stroke: "#ffffff", strokeWidth: 0.6 },
        encoding: {
          color: {
            field,
            type: "quantitative",
            title,
            scale: { scheme, zero: false, nice: true },
            legend: { orient: "bottom", gradientLength: 220, tickCount: 4 },
          },
        },
      },
    ],
  };
}

interface MatchedStates {
  readonly known: ReadonlyMap<string, AreaRow>;
  readonly unmatched: readonly string[];
}

function match(rows: readonly AreaRow[], shapes: readonly StateShape[]): MatchedStates {
  const codeOf = openStateNames(shapes);
  const known = new Map<string, AreaRow>();
  const unmatched: string[] = [];
  for (const row of rows) {
    const code = codeOf(row.label);
    if (code === undefined || known.has(code)) unmatched.push(row.label);
    else known.set(code, row);
  }
  return { known, unmatched };
}

function warnOfUnmatched(unmatched: readonly string[], { sink }: PlotContext): void {
  if (unmatched.length === 0) return;
  sink.report({
    code: "area-without-partner",
    severity: "warning",
    message: `no state of the map is called ${listNames(unmatched)}`,
    help: "states go by their names, the post's two letters or their FIPS codes",
  });
}

function datasetsOf(shapes: readonly StateShape[], known: MatchedStates["known"]): Specification {
  const features = shapes.map((shape) => {
    const row = known.get(shape.fips);
    const feature = { type: "Feature", name: shape.name, geometry: geometryOf(shape) };
    return row === undefined
      ? feature
      : { ...feature, estimate: row.value, width: row.upper - row.lower };
  });
  return {
    [shapesData]: features.filter((feature) => "estimate" in feature),
    [blankData]: features.filter((feature) => !("estimate" in feature)),
  };
}

async function draw(
  { estimates }: NamedEstimates,
  context: PlotContext,
): Promise<Chart | undefined> {
  const { stateShapes } = await import("./generated/state-shapes.js");
  const rows = areaRows(estimates);
  const { known, unmatched } = match(rows, stateShapes);
  if (known.size === 0)
    return context.refuse({
      message: "no area of the estimates is a state of the US",
      argument: "kind",
      expected: "estimates by state: `Ohio`, `OH` or the FIPS code 39",
      help: "plot(..., kind = areas) draws any areas",
    });
  warnOfUnmatched(unmatched, context);
  const interval = percentText(estimates.interval);
  const blank = stateShapes.length - known.size;
  const title = `Estimates by ${labelOf(estimates.by.join(", "))}`;
  const words = `left: population mean of the response; right: width of the ${interval} interval${
    blank > 0 ? `; grey: no estimate (${blank})` : ""
  }`;
  const description = `Maps of the US with ${known.size} states coloured by estimate and by uncertainty. ${words}.`;
  const sorted = rows.toSorted((a, b) => b.value - a.value);
  const panels: readonly Panel[] = [
    { field: "estimate", title: "estimate", scheme: "viridis" },
    { field: "width", title: `width of the ${interval} interval`, scheme: "oranges" },
  ];
  return {
    kind: "chart",
    name: "map",
    title,
    description,
    specification: framed(
      { title, subtitle: [words], description },
      {
        datasets: datasetsOf(stateShapes, known),
        hconcat: panels.map(panelView),
        spacing: 16,
        resolve: { scale: { color: "independent" } },
      },
    ),
    table: intervalTable(sorted, { label: "state", value: "mean" }),
    text: [title, `mean and ${interval} interval, sorted`, "", ...drawIntervals(sorted)].join("\n"),
  };
}

export const map: EstimatesChartKind = {
  of: "estimates",
  summary: "estimates by state of the US, and the widths of their intervals",
  draw,
};

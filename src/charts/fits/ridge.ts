/** Ridge: marginal densities of a fit or of several on one axis, one above the other, each scaled to the same height. */
import { isEffect } from "../../target/index.js";
import type { Chart, Specification } from "../chart.js";
import { framed, inlineData, numberAxis } from "../parts/frame.js";
import { intervalTable } from "../parts/interval-table.js";
import type { IntervalRow } from "../parts/interval-row.js";
import { labelOf, labelsOf } from "../parts/labels.js";
import { groupScale } from "../parts/theme.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { chooseParameters } from "./choose-parameters.js";
import { curveOf, estimateOf, levelOf, type ChartParameter, type Estimate } from "./parameters.js";
import { describeModelsOf, intervalWords, scaleOf } from "./wording.js";

const defaultProbability = 0.94;
const mostRidges = 60;

/** Ridges are so much higher than they are apart. */
const rise = 1.7;
const step = 26;

/** Coefficients by default: scales and intercepts stand elsewhere on the axis. */
function choose(named: NamedFit, context: PlotContext): readonly ChartParameter[] | undefined {
  const chosen = chooseParameters(named.fit, context);
  const { term, parameters } = context.options;
  if (chosen === undefined || term !== undefined || parameters !== undefined) return chosen;
  const common = chosen.filter(({ role }) => role === "common");
  return common.length > 0 ? common : chosen;
}

/** One density of the picture. */
interface Ridge {
  readonly named: NamedFit;
  readonly parameter: ChartParameter;
  readonly estimate: Estimate;
}

/** Sorted by median; where several fits have a parameter, by that of the first, and theirs follow. */
function ridgesOf(
  fits: readonly NamedFit[],
  context: PlotContext,
  probability: number,
): readonly Ridge[] | undefined {
  const ridges = new Map<string, { readonly median: number; readonly rows: Ridge[] }>();
  for (const named of fits) {
    const chosen = choose(named, context);
    if (chosen === undefined) return undefined;
    for (const parameter of chosen) {
      const estimate = estimateOf(named.fit, parameter, probability);
      const { median } = estimate;
      const { rows, ...first } = ridges.get(parameter.name) ?? { median, rows: [] };
      ridges.set(parameter.name, { ...first, rows: [...rows, { named, parameter, estimate }] });
    }
  }
  return [...ridges.values()].sort((a, b) => b.median - a.median).flatMap(({ rows }) => rows);
}

/** The height of the picture, in ridges, and the axis of feet and heads. */
function heightAxis(count: number): { readonly height: number; readonly y: Specification } {
  const top = count - 1 + rise;
  return {
    height: Math.round(step * (top + 0.2)),
    y: { type: "quantitative", axis: null, scale: { domain: [-0.1, top + 0.1], nice: false } },
  };
}

/** The first label stands on top; lower ridges are drawn later, over the feet of those above. */
function viewOf(
  ridges: readonly Ridge[],
  labels: readonly string[],
  fits: readonly [NamedFit, ...NamedFit[]],
): Specification {
  const last = ridges.length - 1;
  const names = fits.map(({ name }) => labelOf(name));
  const records = ridges.flatMap(({ named, parameter }, i) => {
    const { x, density } = curveOf(named.fit, parameter);
    const top = Math.max(...density) || 1;
    return x.map((at, point) => ({
      row: i,
      x: at,
      foot: last - i,
      head: last - i + (rise * (density[point] ?? 0)) / top,
      fit: labelOf(named.name),
    }));
  });
  const { height, y } = heightAxis(ridges.length);
  return {
    width: 460,
    height,
    layer: [
      {
        data: inlineData(records),
        mark: { type: "area", fillOpacity: 0.4, line: { strokeWidth: 1.2 } },
        encoding: {
          x: numberAxis(`value (${scaleOf(fits[0].fit)})`, { field: "x" }),
          y: { field: "head", ...y },
          y2: { field: "foot" },
          detail: { field: "row", type: "ordinal" },
          color: {
            field: "fit",
            type: "nominal",
            legend: fits.length > 1 ? { title: "fit" } : null,
            scale: groupScale(names),
          },
        },
      },
      {
        data: inlineData(labels.map((label, i) => ({ label, foot: last - i }))),
        mark: {
          type: "text",
          align: "right",
          baseline: "bottom",
          dx: -8,
          color: "#222222",
          fontSize: 11,
        },
        encoding: {
          x: { value: 0 },
          y: { field: "foot", ...y },
          text: { field: "label", type: "nominal" },
        },
      },
    ],
  };
}

function draw(fits: readonly [NamedFit, ...NamedFit[]], context: PlotContext): Chart | undefined {
  const probability = context.options.interval ?? defaultProbability;
  const { term } = context.options;
  const several = fits.length > 1;
  const all = ridgesOf(fits, context, probability);
  if (all === undefined) return undefined;
  const ridges = all.slice(0, mostRidges);
  const names = ridges.map(({ parameter }) =>
    term !== undefined && isEffect(parameter.role) ? levelOf(parameter) : parameter.name,
  );
  const labels = several ? names.map((name) => labelOf(name)) : labelsOf(names);
  const intervals = ridges.map(({ named, estimate }, i): IntervalRow => {
    const { median, lower, upper, quartiles } = estimate;
    const row = { label: names[i] ?? "", value: median, lower, upper, inner: quartiles };
    return several ? { ...row, group: named.name } : row;
  });
  const hidden = all.length > ridges.length ? `; the first ${mostRidges} of ${all.length}` : "";
  const title = `Marginal densities${term === undefined ? "" : ` of ${term}`}`;
  const words = `each scaled to the same height, sorted by median${hidden}`;
  const description = `Densities of ${ridges.length} parameters on one axis, ${words}.`;
  return {
    kind: "chart",
    name: "ridge",
    title,
    description,
    specification: framed(
      { title, subtitle: [...describeModelsOf(fits), words], description },
      viewOf(ridges, labels, fits),
    ),
    table: intervalTable(intervals, {
      label: "parameter",
      ...(several && { group: "fit" }),
      value: "median",
    }),
    text: [title, intervalWords(probability), "", ...drawIntervals(intervals, 0)].join("\n"),
  };
}

export const ridge: FitChartKind = {
  of: "fits",
  several: true,
  summary: "marginal densities one above the other, of coefficients or of a term's effects",
  draw,
};

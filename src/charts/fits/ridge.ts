/** Ridge: marginal densities on one axis, one above the other, each scaled to the same height. */
import { isEffect } from "../../target/index.js";
import type { Chart, Specification } from "../chart.js";
import { framed, inlineData, numberAxis } from "../parts/frame.js";
import { intervalTable } from "../parts/interval-table.js";
import type { IntervalRow } from "../parts/interval-row.js";
import { labelsOf } from "../parts/labels.js";
import { colors } from "../parts/theme.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { chooseParameters } from "./choose-parameters.js";
import { curveOf, estimateOf, levelOf, type ChartParameter } from "./parameters.js";
import { describeModelOf, intervalWords, scaleOf } from "./wording.js";

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

/** The first label stands on top; lower ridges are drawn later, over the feet of those above. */
function viewOf(
  named: NamedFit,
  parameters: readonly ChartParameter[],
  labels: readonly string[],
): Specification {
  const last = parameters.length - 1;
  const records = parameters.flatMap((parameter, i) => {
    const { x, density } = curveOf(named.fit, parameter);
    const top = Math.max(...density) || 1;
    return x.map((at, point) => ({
      row: i,
      x: at,
      foot: last - i,
      head: last - i + (rise * (density[point] ?? 0)) / top,
    }));
  });
  const y = {
    type: "quantitative",
    axis: null,
    scale: { domain: [-0.1, last + rise + 0.1], nice: false },
  };
  return {
    width: 460,
    height: Math.round(step * (last + rise + 0.2)),
    layer: [
      {
        data: inlineData(records),
        mark: {
          type: "area",
          fill: colors.main,
          fillOpacity: 0.4,
          line: { color: colors.main, strokeWidth: 1.2 },
        },
        encoding: {
          x: numberAxis(`value (${scaleOf(named.fit)})`, { field: "x" }),
          y: { field: "head", ...y },
          y2: { field: "foot" },
          detail: { field: "row", type: "ordinal" },
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

function draw(
  [named]: readonly [NamedFit, ...NamedFit[]],
  context: PlotContext,
): Chart | undefined {
  const { fit } = named;
  const chosen = choose(named, context);
  if (chosen === undefined) return undefined;
  const probability = context.options.interval ?? defaultProbability;
  const rows = chosen
    .map((parameter) => ({ parameter, estimate: estimateOf(fit, parameter, probability) }))
    .sort((a, b) => b.estimate.median - a.estimate.median)
    .slice(0, mostRidges);
  const names = rows.map(({ parameter }) =>
    context.options.term !== undefined && isEffect(parameter.role)
      ? levelOf(parameter)
      : parameter.name,
  );
  const labels = labelsOf(names);
  const intervals = rows.map(({ estimate }, i): IntervalRow => {
    const { median, lower, upper, quartiles } = estimate;
    return { label: names[i] ?? "", value: median, lower, upper, inner: quartiles };
  });
  const hidden = chosen.length - rows.length;
  const title = `Marginal densities${context.options.term === undefined ? "" : ` of ${context.options.term}`}`;
  const words = `each scaled to the same height, sorted by median${hidden > 0 ? `; the ${mostRidges} largest of ${chosen.length}` : ""}`;
  const description = `Densities of ${rows.length} parameters on one axis, ${words}.`;
  const parameters = rows.map(({ parameter }) => parameter);
  return {
    kind: "chart",
    name: "ridge",
    title,
    description,
    specification: framed(
      { title, subtitle: [describeModelOf(fit), words], description },
      viewOf(named, parameters, labels),
    ),
    table: intervalTable(intervals, { label: "parameter", value: "median" }),
    text: [title, intervalWords(probability), "", ...drawIntervals(intervals, 0)].join("\n"),
  };
}

export const ridge: FitChartKind = {
  of: "fits",
  several: false,
  summary: "marginal densities one above the other, of coefficients or of a term's effects",
  draw,
};

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
const overlap = 14;
const height = 40;

/** Coefficients by default: scales and intercepts stand elsewhere on the axis. */
function choose(named: NamedFit, context: PlotContext): readonly ChartParameter[] | undefined {
  const chosen = chooseParameters(named.fit, context);
  const { term, parameters } = context.options;
  if (chosen === undefined || term !== undefined || parameters !== undefined) return chosen;
  const common = chosen.filter(({ role }) => role === "common");
  return common.length > 0 ? common : chosen;
}

function viewOf(
  named: NamedFit,
  parameters: readonly ChartParameter[],
  labels: readonly string[],
): Specification {
  const records = parameters.flatMap((parameter, i) => {
    const { x, density } = curveOf(named.fit, parameter);
    const top = Math.max(...density) || 1;
    return x.map((at, point) => ({
      label: labels[i] ?? "",
      x: at,
      height: (density[point] ?? 0) / top,
    }));
  });
  return {
    data: inlineData(records),
    facet: {
      row: {
        field: "label",
        type: "nominal",
        sort: labels,
        title: null,
        header: { labelAngle: 0, labelAlign: "left", labelPadding: 6, labelBaseline: "bottom" },
      },
    },
    spacing: -overlap,
    spec: {
      width: 460,
      height,
      view: { stroke: null },
      mark: {
        type: "area",
        fill: colors.main,
        fillOpacity: 0.35,
        line: { color: colors.main, strokeWidth: 1.2 },
      },
      encoding: {
        x: numberAxis(`value (${scaleOf(named.fit)})`),
        y: {
          field: "height",
          type: "quantitative",
          axis: null,
          scale: { domain: [0, 1.05] },
        },
      },
    },
  };
}

function draw([named]: readonly [NamedFit, ...NamedFit[]], context: PlotContext): Chart | undefined {
  const { fit } = named;
  const chosen = choose(named, context);
  if (chosen === undefined) return undefined;
  const probability = context.options.interval ?? defaultProbability;
  const rows = chosen
    .map((parameter) => ({ parameter, estimate: estimateOf(fit, parameter, probability) }))
    .sort((a, b) => b.estimate.mean - a.estimate.mean)
    .slice(0, mostRidges);
  const names = rows.map(({ parameter }) =>
    context.options.term !== undefined && isEffect(parameter.role)
      ? levelOf(parameter)
      : parameter.name,
  );
  const labels = labelsOf(names);
  const intervals = rows.map(({ estimate }, i): IntervalRow => {
    const { mean, lower, upper, inner } = estimate;
    return { label: names[i] ?? "", value: mean, lower, upper, inner };
  });
  const hidden = chosen.length - rows.length;
  const title = `Marginal densities${context.options.term === undefined ? "" : ` of ${context.options.term}`}`;
  const words = `each scaled to the same height, sorted by mean${hidden > 0 ? `; the ${mostRidges} largest of ${chosen.length}` : ""}`;
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
    table: intervalTable(intervals, { label: "parameter", value: "mean" }),
    text: [title, intervalWords(probability), "", ...drawIntervals(intervals, 0)].join("\n"),
  };
}

export const ridge: FitChartKind = {
  of: "fits",
  several: false,
  summary: "marginal densities one above the other, of coefficients or of a term's effects",
  draw,
};

/** Odds ratios (or ratios of means, of hazards) of the common coefficients, on a logarithmic axis. */
import { deterministic } from "../../math/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { LinkName } from "../../vocabulary/index.js";
import type { Chart } from "../chart.js";
import { framed } from "../parts/frame.js";
import { intervalView } from "../parts/interval-marks.js";
import type { IntervalRow } from "../parts/interval-row.js";
import { intervalTable } from "../parts/interval-table.js";
import { percentText } from "../parts/numbers.js";
import { colors } from "../parts/theme.js";
import type { FitChartKind, NamedFit, PlotContext, Refusal } from "../subject.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { chooseParameters } from "./choose-parameters.js";
import { quantilesOf } from "./parameters.js";
import { describeModelOf } from "./wording.js";

/** What exp of a coefficient multiplies, by link. */
const ratioNames: Partial<Readonly<Record<LinkName, string>>> = {
  logit: "Odds ratio",
  log: "Ratio of means",
  cloglog: "Hazard ratio",
};

const defaultProbability = 0.95;
const excluding = "excludes 1";
const including = "includes 1";

function rowsOf(
  fit: Posterior,
  context: PlotContext,
  probability: number,
): readonly IntervalRow[] | undefined {
  const tail = (1 - probability) / 2;
  return chooseParameters(fit, context)
    ?.filter(({ role }) => role === "common")
    .map((parameter) => {
      const [lower = NaN, value = NaN, upper = NaN] = quantilesOf(fit, parameter, [
        tail,
        0.5,
        1 - tail,
      ]).map(deterministic.exp);
      const group = lower > 1 || upper < 1 ? excluding : including;
      return { label: parameter.name, value, lower, upper, group };
    });
}

function unsuited({ link }: ModelSpec): Refusal | undefined {
  if (ratioNames[link] !== undefined) return undefined;
  return {
    message: `coefficients under the link ${link} are no logarithms of ratios`,
    argument: "kind",
    expected: `a model with the link ${Object.keys(ratioNames).join(", ")}`,
    help: "plot(..., kind = forest) draws the coefficients themselves",
  };
}

function draw(
  [{ fit }]: readonly [NamedFit, ...NamedFit[]],
  context: PlotContext,
): Chart | undefined {
  const { link, name } = fit.model.spec;
  const ratio = ratioNames[link] ?? "Ratio";
  const probability = context.options.interval ?? defaultProbability;
  const rows = rowsOf(fit, context, probability);
  if (rows === undefined) return undefined;
  if (rows.length === 0)
    return context.refuse({ message: "there are no common coefficients to draw as ratios" });
  const title = `${ratio}s of ${name}`;
  const words = `median and ${percentText(probability)} interval, logarithmic axis`;
  const description = `${ratio}s of ${rows.length} coefficients with 1 as the line of no effect: ${words}.`;
  const view = intervalView({
    rows,
    axis: `${ratio.toLowerCase()}, ${percentText(probability)} interval`,
    none: 1,
    log: true,
    legend: `${percentText(probability)} interval`,
    groups: { [excluding]: colors.contrast, [including]: colors.main },
  });
  return {
    kind: "chart",
    name: "odds_ratios",
    title,
    description,
    specification: framed({ title, subtitle: [describeModelOf(fit), words], description }, view),
    table: intervalTable(rows, {
      label: "parameter",
      group: "interval",
      value: ratio.toLowerCase(),
    }),
    text: [title, words, "", ...drawIntervals(rows, 1, true)].join("\n"),
  };
}

export const oddsRatios: FitChartKind = {
  of: "fits",
  several: false,
  unsuited,
  summary:
    "exp of the common coefficients on a logarithmic axis, coloured by whether the interval holds 1",
  draw,
};

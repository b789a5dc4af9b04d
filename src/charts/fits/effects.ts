/** Effects: how the means of a term's effects are spread, beside the normal that the model fits to them. */
import { deterministic } from "../../math/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { ResultTable } from "../../posterior/result-table.js";
import type { Chart, Specification } from "../chart.js";
import { framed, inlineData, numberAxis } from "../parts/frame.js";
import { labelOf } from "../parts/labels.js";
import { extentOf, shortNumber } from "../parts/numbers.js";
import { inRows } from "../parts/panels.js";
import { colors } from "../parts/theme.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { drawHistogram, histogramOf, type Histogram } from "../terminal/draw-histogram.js";
import { chooseEffects, withoutEffects } from "./choose-parameters.js";
import { estimateOf, parametersOf, type ChartParameter } from "./parameters.js";
import { describeModelOf, scaleOf } from "./wording.js";

const root2Pi = 2.5066282746310002;
const curvePoints = 101;
const anyProbability = 0.9;

interface Spread {
  readonly term: string;
  readonly histogram: Histogram;
  readonly count: number;
  /** Posterior mean of the effects' sd; undefined where the term has no such parameter. */
  readonly sd: number | undefined;
}

function spreadOf(fit: Posterior, parameters: readonly ChartParameter[]): Spread {
  const means = parameters.map((parameter) => estimateOf(fit, parameter, anyProbability).mean);
  const term = parameters[0]?.term ?? "";
  const scale = parametersOf(fit).find((one) => one.role === "sd" && one.term === term);
  const sd = scale && estimateOf(fit, scale, anyProbability).mean;
  const [low, high] = extentOf(means);
  const widest = Math.max(Math.abs(low), Math.abs(high), 2.5 * (sd ?? 0));
  const bins = Math.min(30, Math.max(9, Math.round(2 * Math.sqrt(means.length))));
  return { term, sd, count: means.length, histogram: histogramOf(means, bins, [-widest, widest]) };
}

/** Expected counts in bins of the histogram's width under Normal(0, sd). */
function curveRecords({ histogram, count, sd }: Spread) {
  if (sd === undefined || !(sd > 0)) return [];
  const { low, high, counts } = histogram;
  const area = (count * (high - low)) / counts.length;
  return Array.from({ length: curvePoints }, (_, i) => {
    const x = low + ((high - low) * i) / (curvePoints - 1);
    const z = x / sd;
    return { x, expected: (area * deterministic.exp(-0.5 * z * z)) / (sd * root2Pi) };
  });
}

function viewOf(spread: Spread, scale: string): Specification {
  const { low, high, counts } = spread.histogram;
  const width = (high - low) / counts.length;
  const bars = counts.map((count, bin) => ({
    from: low + bin * width,
    to: low + (bin + 1) * width,
    count,
  }));
  return {
    width: 380,
    height: 220,
    layer: [
      {
        data: inlineData(bars),
        mark: { type: "bar", color: colors.main, opacity: 0.6, binSpacing: 1 },
        encoding: {
          x: numberAxis(`mean of ${spread.term} (${scale})`, {
            field: "from",
            bin: { binned: true },
          }),
          x2: { field: "to" },
          y: { field: "count", type: "quantitative", title: "levels" },
        },
      },
      {
        data: inlineData(curveRecords(spread)),
        mark: { type: "line", color: colors.contrast, strokeWidth: 2 },
        encoding: {
          x: { field: "x", type: "quantitative" },
          y: { field: "expected", type: "quantitative" },
        },
      },
    ],
  };
}

function tableOf(spreads: readonly Spread[]): ResultTable {
  return {
    kind: "table",
    columns: [
      { name: "term", format: "text" },
      { name: "from", format: "number" },
      { name: "to", format: "number" },
      { name: "levels", format: "integer" },
    ],
    rows: spreads.flatMap(({ term, histogram: { low, high, counts } }) => {
      const width = (high - low) / counts.length;
      return counts.map((count, bin) => [term, low + bin * width, low + (bin + 1) * width, count]);
    }),
    notes: [],
  };
}

const normalWords = ({ term, sd }: Spread): string =>
  sd === undefined ? `${term} has no sd of its own` : `${term}: Normal(0, ${shortNumber(sd)})`;

function draw(
  [{ fit }]: readonly [NamedFit, ...NamedFit[]],
  context: PlotContext,
): Chart | undefined {
  const chosen = chooseEffects(fit, context);
  if (chosen === undefined) return undefined;
  const spreads = chosen.map((parameters) => spreadOf(fit, parameters));
  const title = `Spread of the effects of ${spreads.map(({ term }) => term).join(" and ")}`;
  const line = `line: ${spreads.map(normalWords).join("; ")}`;
  const shrunk = "bars: means of the levels, which are shrunk and so vary less than the line";
  const description = `Histogram of the means of effects with the fitted normal density. ${labelOf(line, 200)}.`;
  return {
    kind: "chart",
    name: "effects",
    title,
    description,
    specification: framed(
      { title, subtitle: [describeModelOf(fit), shrunk, line], description },
      inRows(
        spreads.map((spread) => viewOf(spread, scaleOf(fit))),
        2,
      ),
    ),
    table: tableOf(spreads),
    text: [
      title,
      shrunk,
      line,
      ...spreads.flatMap((spread) => [
        "",
        labelOf(spread.term),
        ...drawHistogram(spread.histogram),
      ]),
    ].join("\n"),
  };
}

export const effects: FitChartKind = {
  of: "fits",
  several: false,
  unsuited: withoutEffects,
  summary: "histogram of the means of a term's effects with the fitted normal density",
  draw,
};

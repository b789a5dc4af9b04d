/** Pair: draws of two parameters against each other for every pair, with divergent trajectories marked. */
import { parameterDraws } from "../../posterior/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { ResultTable } from "../../posterior/result-table.js";
import type { Chart, Specification } from "../chart.js";
import { framed, inlineData } from "../parts/frame.js";
import { labelOf } from "../parts/labels.js";
import { extentOf } from "../parts/numbers.js";
import { colors } from "../parts/theme.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { histogramOf } from "../terminal/draw-histogram.js";
import { drawPlane } from "../terminal/draw-plane.js";
import { chooseParameters } from "./choose-parameters.js";
import type { ChartParameter } from "./parameters.js";
import { describeModelOf } from "./wording.js";

/** Parameters when none were asked for, and at the most: panels grow with the square. */
const usual = 4;
const most = 7;

/** Draws in each panel; divergent ones all stay. */
const mostPoints = 500;
const bins = 24;
const size = 150;

/** One flag a draw, chain after chain. */
function divergentDraws(fit: Posterior): Uint8Array {
  const { chains, drawsPerChain } = fit.draws;
  const flags = new Uint8Array(chains * drawsPerChain);
  if (fit.engine === "nuts")
    fit.statistics.forEach(({ divergent }, chain) =>
      flags.set(divergent.subarray(0, drawsPerChain), chain * drawsPerChain),
    );
  return flags;
}

interface Pairs {
  readonly parameters: readonly ChartParameter[];
  readonly values: readonly Float64Array[];
  /** Draws that are drawn, thinned evenly. */
  readonly kept: readonly number[];
  readonly divergent: readonly number[];
}

function pairsOf(fit: Posterior, parameters: readonly ChartParameter[]): Pairs {
  const flags = divergentDraws(fit);
  const every = Math.ceil(flags.length / mostPoints);
  const draws = Array.from(flags.keys());
  return {
    parameters,
    values: parameters.map(({ index }) => parameterDraws(fit.draws, index)),
    kept: draws.filter((draw) => draw % every === 0 && flags[draw] === 0),
    divergent: draws.filter((draw) => flags[draw] === 1),
  };
}

/** Scales and correlations first: these are where trajectories diverge. */
function choose(fit: Posterior, context: PlotContext): readonly ChartParameter[] | undefined {
  const chosen = chooseParameters(fit, context);
  const { parameters, term } = context.options;
  if (chosen === undefined) return undefined;
  if (parameters !== undefined || term !== undefined) return chosen.slice(0, most);
  const first = chosen.filter(({ role }) => role === "sd" || role === "correlation");
  return [...first, ...chosen.filter((one) => !first.includes(one))].slice(0, usual);
}

function scatter(
  { values, kept, divergent }: Pairs,
  column: number,
  row: number,
): readonly Specification[] {
  const at = (draws: readonly number[]) =>
    inlineData(
      draws.map((draw) => ({ x: values[column]?.[draw] ?? NaN, y: values[row]?.[draw] ?? NaN })),
    );
  const layer = (draws: readonly number[], mark: Specification): Specification => ({
    data: at(draws),
    mark: { type: "circle", aria: false, ...mark },
    encoding: {
      x: { field: "x", type: "quantitative" },
      y: { field: "y", type: "quantitative" },
    },
  });
  return [
    layer(kept, { color: colors.main, opacity: 0.3, size: 9 }),
    ...(divergent.length > 0
      ? [layer(divergent, { color: colors.contrast, opacity: 0.9, size: 20 })]
      : []),
  ];
}

function diagonal({ values }: Pairs, place: number): readonly Specification[] {
  const own = values[place] ?? new Float64Array();
  const { low, high, counts } = histogramOf(own, bins, extentOf(own));
  const width = (high - low) / bins;
  return [
    {
      data: inlineData(
        counts.map((count, bin) => ({ x: low + bin * width, x2: low + (bin + 1) * width, count })),
      ),
      mark: { type: "bar", color: colors.main, opacity: 0.6, binSpacing: 0 },
      encoding: {
        x: { field: "x", type: "quantitative", bin: { binned: true } },
        x2: { field: "x2" },
        y: { field: "count", type: "quantitative" },
      },
    },
  ];
}

/** Above the diagonal the correlation of the panel below it. */
function correlationPanel({ values }: Pairs, column: number, row: number): Specification {
  const r = correlation(values[row] ?? new Float64Array(), values[column] ?? new Float64Array());
  return {
    width: size,
    height: size,
    view: { stroke: null },
    data: inlineData([{ text: Number.isFinite(r) ? r.toFixed(2).replace("-0.00", "0.00") : "-" }]),
    mark: { type: "text", fontSize: 15, color: "#555555" },
    encoding: { text: { field: "text", type: "nominal" } },
  };
}

/** Titles of axes stand at the left and at the bottom only. */
function panel(pairs: Pairs, column: number, row: number): Specification {
  const { parameters, values } = pairs;
  if (column > row) return correlationPanel(pairs, column, row);
  const nameOf = (place: number): string => labelOf(parameters[place]?.name ?? "", 24);
  const own = column === row;
  const bottom = row === parameters.length - 1;
  const domain = (place: number): readonly number[] => {
    const [low, high] = extentOf(values[place] ?? []);
    const margin = 0.03 * (high - low);
    return [low - margin, high + margin];
  };
  const title = column === 0 ? nameOf(row) : null;
  return {
    width: size,
    height: size,
    layer: own ? diagonal(pairs, row) : scatter(pairs, column, row),
    encoding: {
      x: {
        title: bottom ? nameOf(column) : null,
        scale: { domain: domain(column), nice: false, zero: false },
        axis: { labels: bottom, ticks: bottom, tickCount: 4, labelOverlap: true },
      },
      y: own
        ? { title, axis: { labels: false, ticks: false, grid: false } }
        : {
            title,
            scale: { domain: domain(row), nice: false, zero: false },
            axis: { labels: column === 0, ticks: column === 0, tickCount: 4 },
          },
    },
  };
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const other = (b[i] ?? NaN) - meanB;
    ab += (value - meanA) * other;
    aa += (value - meanA) ** 2;
    bb += other ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

function tableOf({ parameters, values }: Pairs): ResultTable {
  return {
    kind: "table",
    columns: [
      { name: "parameter", format: "text" },
      { name: "against", format: "text" },
      { name: "correlation", format: "number" },
    ],
    rows: parameters.flatMap(({ name }, row) =>
      parameters.slice(0, row).map((other, column) => {
        const r = correlation(
          values[row] ?? new Float64Array(),
          values[column] ?? new Float64Array(),
        );
        return [name, other.name, Number.isFinite(r) ? r : null];
      }),
    ),
    notes: [],
  };
}

function divergenceWords(fit: Posterior, { divergent }: Pairs): string {
  if (fit.engine !== "nuts") return "joint draws of the approximation";
  if (divergent.length === 0) return "no trajectory diverged";
  const trajectories = divergent.length === 1 ? "trajectory" : "trajectories";
  return `orange: draws after the ${divergent.length} ${trajectories} that diverged`;
}

function textOf({ parameters, values, kept, divergent }: Pairs): readonly string[] {
  const [x, y] = parameters;
  if (x === undefined || y === undefined) return [];
  const at = (draws: readonly number[]) =>
    draws.map((draw) => ({ x: values[0]?.[draw] ?? NaN, y: values[1]?.[draw] ?? NaN }));
  const series = [
    { name: "draw", points: at(kept), mark: "·" },
    ...(divergent.length > 0 ? [{ name: "divergent", points: at(divergent), mark: "●" }] : []),
  ];
  return [
    "",
    `${labelOf(y.name)} (up) against ${labelOf(x.name)} (across)`,
    ...drawPlane(series, { lines: false }),
  ];
}

function draw(
  [{ fit }]: readonly [NamedFit, ...NamedFit[]],
  context: PlotContext,
): Chart | undefined {
  const parameters = choose(fit, context);
  if (parameters === undefined) return undefined;
  if (parameters.length < 2)
    return context.refuse({
      message: "a pair needs two parameters",
      argument: "parameters",
      expected: 'parameters = ["Intercept", "sigma"]',
    });
  const pairs = pairsOf(fit, parameters);
  const words = divergenceWords(fit, pairs);
  const title = `Pairs of parameters of ${fit.model.spec.name}`;
  const description = `Draws of ${parameters.length} parameters against each other: ${words}.`;
  const panels = parameters.flatMap((_, row) =>
    parameters.map((_own, column) => panel(pairs, column, row)),
  );
  return {
    kind: "chart",
    name: "pair",
    title,
    description,
    specification: framed(
      { title, subtitle: [describeModelOf(fit), words], description },
      { concat: panels, columns: parameters.length, spacing: 14, bounds: "flush" },
    ),
    table: tableOf(pairs),
    text: [title, words, ...textOf(pairs)].join("\n"),
  };
}

export const pair: FitChartKind = {
  of: "fits",
  several: false,
  summary: "draws of parameters against each other, divergent ones marked",
  draw,
};

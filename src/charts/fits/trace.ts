/** Trace: the draws of each chain in the order in which they were made. */
import type { NutsPosterior } from "../../posterior/posterior.js";
import type { ResultTable } from "../../posterior/result-table.js";
import type { Chart, Specification } from "../chart.js";
import { framed, inlineData } from "../parts/frame.js";
import { labelOf } from "../parts/labels.js";
import { inRows } from "../parts/panels.js";
import { groupScale } from "../parts/theme.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { sparkline } from "../terminal/draw-histogram.js";
import { chainName, chainsOf, sampledFit } from "./chains.js";
import { chooseParameters } from "./choose-parameters.js";
import type { ChartParameter } from "./parameters.js";
import { describeModelOf } from "./wording.js";

/** Panels when no parameters were asked for. */
const mostPanels = 8;

/** Draws of a chain in a picture; longer chains are thinned. */
const mostPoints = 400;

function viewOf(fit: NutsPosterior, parameter: ChartParameter, every: number): Specification {
  const chains = chainsOf(fit, parameter.index);
  const records = chains.flatMap((draws, chain) =>
    Array.from({ length: Math.ceil(draws.length / every) }, (_, i) => ({
      draw: i * every + 1,
      value: draws[i * every] ?? NaN,
      chain: chainName(chain),
    })),
  );
  const domain = chains.map((_, chain) => chainName(chain));
  return {
    title: { text: labelOf(parameter.name), fontSize: 12, offset: 4, frame: "group" },
    width: 380,
    height: 100,
    data: inlineData(records),
    mark: { type: "line", strokeWidth: 0.7, opacity: 0.8, aria: false },
    encoding: {
      x: {
        field: "draw",
        type: "quantitative",
        title: "draw after warm-up",
        scale: { nice: false },
      },
      y: { field: "value", type: "quantitative", title: null, scale: { zero: false } },
      color: {
        field: "chain",
        type: "nominal",
        title: null,
        scale: groupScale(domain),
      },
    },
  };
}

function tableOf(fit: NutsPosterior, parameters: readonly ChartParameter[]): ResultTable {
  return {
    kind: "table",
    columns: [
      { name: "parameter", format: "text" },
      { name: "chain", format: "integer" },
      { name: "mean", format: "number" },
      { name: "sd", format: "number" },
    ],
    rows: parameters.flatMap(({ name, index }) =>
      chainsOf(fit, index).map((draws, chain) => {
        const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
        const squares = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        return [name, chain + 1, mean, Math.sqrt(squares / Math.max(1, draws.length - 1))];
      }),
    ),
    notes: [],
  };
}

function textOf(fit: NutsPosterior, { name, index }: ChartParameter): readonly string[] {
  const lines = chainsOf(fit, index).map(
    (draws, chain) => `  ${chainName(chain).padEnd(9)} ${sparkline(draws)}`,
  );
  return ["", labelOf(name), ...lines];
}

function draw(
  [named]: readonly [NamedFit, ...NamedFit[]],
  context: PlotContext,
): Chart | undefined {
  const fit = sampledFit(named.fit, context);
  const parameters = fit && chooseParameters(fit, context, mostPanels);
  if (fit === undefined || parameters === undefined) return undefined;
  const { drawsPerChain } = fit.draws;
  const every = Math.ceil(drawsPerChain / mostPoints);
  const title = `Traces of ${fit.model.spec.name}`;
  const words = `chains that mix lie over each other without trends${every > 1 ? `; one draw in ${every} is drawn` : ""}`;
  const description = `Draws of ${parameters.length} parameters in ${fit.draws.chains} chains, in order: ${words}.`;
  return {
    kind: "chart",
    name: "trace",
    title,
    description,
    specification: framed(
      { title, subtitle: [describeModelOf(fit), words], description },
      inRows(
        parameters.map((parameter) => viewOf(fit, parameter, every)),
        2,
      ),
    ),
    table: tableOf(fit, parameters),
    text: [
      title,
      "means of stretches of each chain",
      ...parameters.flatMap((one) => textOf(fit, one)),
    ].join("\n"),
  };
}

export const trace: FitChartKind = {
  of: "fits",
  several: false,
  summary: "the draws of each chain in order (NUTS)",
  draw,
};

/** Rank: how the ranks of all draws are spread over each chain; alike where chains mix (Vehtari et al. 2021). */
import { parameterDraws } from "../../posterior/index.js";
import { sortOrder } from "../../posterior/diagnostics/index.js";
import type { NutsPosterior } from "../../posterior/posterior.js";
import type { ResultTable } from "../../posterior/result-table.js";
import type { Chart, Specification } from "../chart.js";
import { framed, inlineData, once } from "../parts/frame.js";
import { labelOf } from "../parts/labels.js";
import { inRows } from "../parts/panels.js";
import { colors, groupScale } from "../parts/theme.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { sparkline } from "../terminal/draw-histogram.js";
import { chainName, sampledFit } from "./chains.js";
import { chooseParameters } from "./choose-parameters.js";
import type { ChartParameter } from "./parameters.js";
import { describeModelOf } from "./wording.js";

const mostPanels = 8;
const bins = 20;

/** `counts[chain][bin]`: draws of the chain whose rank among all draws is in the bin. */
function rankCounts({ draws }: NutsPosterior, parameter: number): readonly (readonly number[])[] {
  const { chains, drawsPerChain } = draws;
  const order = sortOrder(parameterDraws(draws, parameter));
  const counts = Array.from({ length: chains }, () => new Array<number>(bins).fill(0));
  order.forEach((draw, rank) => {
    const own = counts[Math.floor(draw / drawsPerChain)];
    const bin = Math.floor((rank * bins) / order.length);
    if (own !== undefined) own[bin] = (own[bin] ?? 0) + 1;
  });
  return counts;
}

function viewOf(
  parameter: ChartParameter,
  counts: readonly (readonly number[])[],
  drawsPerChain: number,
): Specification {
  const perBin = (drawsPerChain * counts.length) / bins;
  const domain = counts.map((_, chain) => chainName(chain));
  // The last bin again at the right end, so that its step is as long as the others.
  const records = counts.flatMap((own, chain) =>
    [...own, own.at(-1) ?? 0].map((count, bin) => ({
      rank: bin * perBin,
      count,
      chain: chainName(chain),
    })),
  );
  return {
    title: { text: labelOf(parameter.name), fontSize: 12, offset: 4, frame: "group" },
    width: 380,
    height: 110,
    data: inlineData(records),
    layer: [
      {
        data: once,
        mark: { type: "rule", color: colors.muted, strokeDash: [4, 3], aria: false },
        encoding: {
          y: { datum: drawsPerChain / bins, type: "quantitative" },
          x: null,
          color: null,
        },
      },
      { mark: { type: "line", interpolate: "step-after", strokeWidth: 1.3 } },
    ],
    encoding: {
      x: {
        field: "rank",
        type: "quantitative",
        title: "rank among all draws",
        scale: { nice: false },
      },
      y: { field: "count", type: "quantitative", title: "draws" },
      color: {
        field: "chain",
        type: "nominal",
        title: null,
        scale: groupScale(domain),
      },
    },
  };
}

function tableOf(rows: readonly RankRow[]): ResultTable {
  return {
    kind: "table",
    columns: [
      { name: "parameter", format: "text" },
      { name: "chain", format: "integer" },
      { name: "fewest", format: "integer" },
      { name: "most", format: "integer" },
    ],
    rows: rows.flatMap(({ parameter, counts }) =>
      counts.map((own, chain) => [parameter.name, chain + 1, Math.min(...own), Math.max(...own)]),
    ),
    notes: [`fewest and most draws in ${bins} bins of ranks`],
  };
}

interface RankRow {
  readonly parameter: ChartParameter;
  readonly counts: readonly (readonly number[])[];
}

function draw(
  [named]: readonly [NamedFit, ...NamedFit[]],
  context: PlotContext,
): Chart | undefined {
  const fit = sampledFit(named.fit, context);
  const parameters = fit && chooseParameters(fit, context, mostPanels);
  if (fit === undefined || parameters === undefined) return undefined;
  const { drawsPerChain } = fit.draws;
  const rows = parameters.map((parameter) => ({
    parameter,
    counts: rankCounts(fit, parameter.index),
  }));
  const title = `Ranks of ${fit.model.spec.name}`;
  const words = "chains that mix have about as many draws in every bin; dashed: what is expected";
  const description = `Ranks of the draws of ${rows.length} parameters by chain in ${bins} bins: ${words}.`;
  const textOf = ({ parameter, counts }: RankRow): readonly string[] => [
    "",
    labelOf(parameter.name),
    ...counts.map(
      (own, chain) =>
        `  ${chainName(chain).padEnd(9)} ${sparkline(own)}  ${Math.min(...own)} to ${Math.max(...own)} a bin`,
    ),
  ];
  return {
    kind: "chart",
    name: "rank",
    title,
    description,
    specification: framed(
      { title, subtitle: [describeModelOf(fit), words], description },
      inRows(
        rows.map(({ parameter, counts }) => viewOf(parameter, counts, drawsPerChain)),
        2,
      ),
    ),
    table: tableOf(rows),
    text: [title, `expected: ${drawsPerChain / bins} draws a bin`, ...rows.flatMap(textOf)].join(
      "\n",
    ),
  };
}

export const rank: FitChartKind = {
  of: "fits",
  several: false,
  summary: "how the ranks of all draws are spread over each chain (NUTS)",
  draw,
};

/** Where each area stands among the others, draw by draw. */
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { Cell, ResultTable } from "../../posterior/result-table.js";
import { areaChart, numberColumn, quantileName } from "../mrp/index.js";
import type { Poststratified } from "../mrp/index.js";
import { areasOf } from "./area-draws.js";
import type { AreaDraws } from "./area-draws.js";

export interface RankOptions {
  /** Whether rank 1 is the highest or the lowest; the highest when not given. */
  readonly first?: "highest" | "lowest";
  /** Also the probability of being among so many. */
  readonly top?: number;
  /** Probability inside the interval of the rank; that of the estimates when not given. */
  readonly interval?: number;
  readonly span?: Span;
}

/** `ranks[area * drawCount + draw]`; areas that are level share the mean of their ranks. */
function rankDraws(areas: readonly AreaDraws[], sign: 1 | -1): Float64Array {
  const drawCount = areas[0]!.draws.length;
  const ranks = new Float64Array(areas.length * drawCount);
  const order = areas.map((_, area) => area);
  for (let draw = 0; draw < drawCount; draw++) {
    const valueOf = (area: number): number => sign * areas[area]!.draws[draw]!;
    order.sort((a, b) => valueOf(b) - valueOf(a));
    for (let from = 0; from < order.length;) {
      let to = from + 1;
      while (to < order.length && valueOf(order[to]!) === valueOf(order[from]!)) to++;
      for (let i = from; i < to; i++) ranks[order[i]! * drawCount + draw] = (from + 1 + to) / 2;
      from = to;
    }
  }
  return ranks;
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const shareWithin = (ranks: Float64Array, most: number): number =>
  ranks.reduce((count, value) => count + Number(value <= most), 0) / ranks.length;

/** The smallest rank that so many of the draws do not exceed: ranks are not interpolated. */
function rankQuantile(sorted: Float64Array, probability: number): number {
  return sorted[Math.max(0, Math.ceil(probability * sorted.length) - 1)]!;
}

interface RankedArea {
  readonly meanRank: number;
  readonly cells: readonly Cell[];
}

function rankGrouping(
  areas: readonly AreaDraws[],
  interval: number,
  { first = "highest", top }: RankOptions,
): readonly RankedArea[] {
  const ranks = rankDraws(areas, first === "highest" ? 1 : -1);
  const tail = (1 - interval) / 2;
  return areas
    .map(({ labels, draws }, area): RankedArea => {
      const own = ranks.subarray(area * draws.length, (area + 1) * draws.length);
      const sorted = own.toSorted();
      const meanRank = mean(own);
      const limits = [rankQuantile(sorted, tail), rankQuantile(sorted, 1 - tail)];
      const within = [1, ...(top === undefined ? [] : [top])];
      const chances = within.map((most) => shareWithin(own, most));
      return { meanRank, cells: [...labels, mean(draws), meanRank, ...limits, ...chances] };
    })
    .sort((a, b) => a.meanRank - b.meanRank);
}

/**
 * Mean rank, its interval, and the probability of being first and among the first `top`, of every
 * area among those of its grouping, best first. Undefined after a report.
 */
export function rank(
  estimates: Poststratified,
  options: RankOptions,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const { by, interval: ofEstimates } = estimates;
  const { interval = ofEstimates, first = "highest", top, span } = options;
  const ranked = areasOf(estimates).filter((areas) => areas.length > 1);
  if (ranked.length === 0) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: "the estimates are of one area, so that there is nothing to rank",
      expected: "estimates by areas: poststratify(..., by = ...)",
      ...(span !== undefined && { span }),
    });
    return undefined;
  }
  const tail = (1 - interval) / 2;
  const [lower, upper] = [quantileName(tail), quantileName(1 - tail)];
  const chart = areaChart(estimates, { shape: "intervals", y: "rank", lower, upper });
  return {
    kind: "table",
    title: "Ranks of areas",
    columns: [
      ...by.map((name) => ({ name, format: "text" as const })),
      ...["mean", "rank", lower, upper].map(numberColumn),
      ...["first", ...(top === undefined ? [] : [`top_${top}`])].map((name) => ({
        name,
        format: "percent" as const,
      })),
    ],
    rows: ranked.flatMap((areas) =>
      rankGrouping(areas, interval, options).map(({ cells }) => cells),
    ),
    notes: [
      `rank 1 is the ${first}; mean and interval of the rank over the draws; first: probability of rank 1` +
        (top === undefined ? "" : `; top_${top}: of one of the first ${top}`),
    ],
    ...(chart && { chart }),
  };
}

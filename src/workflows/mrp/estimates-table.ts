/** The table of estimates: population, moments and quantiles of every area's draws. */
import { quantile } from "../../math/index.js";
import type { Cell, ResultTable, TableColumn } from "../../posterior/result-table.js";
import { areaChart, intervalChart } from "./area-chart.js";
import { quantileName } from "./quantile-name.js";
import type { Poststratified } from "./poststratified.js";

interface AreaSummary {
  readonly mean: number;
  readonly sd: number;
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** Moments and quantiles of one area's draws; sd has divisor n - 1. */
function summariseArea(draws: Float64Array, interval: number): AreaSummary {
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const squares = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sorted = draws.toSorted();
  const tail = (1 - interval) / 2;
  return {
    mean,
    sd: Math.sqrt(squares / Math.max(1, draws.length - 1)),
    median: quantile(sorted, 0.5),
    lower: quantile(sorted, tail),
    upper: quantile(sorted, 1 - tail),
  };
}

/** Names of what `summaryCells` gives. */
export function summaryNames(interval: number): string[] {
  const tail = (1 - interval) / 2;
  return ["mean", "sd", "median", quantileName(tail), quantileName(1 - tail)];
}

/** Mean, sd, median and the interval of one area's draws. */
export function summaryCells(draws: Float64Array, interval: number): number[] {
  const { mean, sd, median, lower, upper } = summariseArea(draws, interval);
  return [mean, sd, median, lower, upper];
}

export const numberColumn = (name: string): TableColumn => ({ name, format: "number" });

function columnsOf({ by, interval, raw }: Omit<Poststratified, "table">): TableColumn[] {
  const weighted = raw?.weighted === undefined ? [] : ["weighted"];
  return [
    ...by.map((name): TableColumn => ({ name, format: "text" })),
    { name: "population", format: "integer" },
    ...summaryNames(interval).map(numberColumn),
    ...(raw === undefined
      ? []
      : [...["raw", ...weighted].map(numberColumn), { name: "n", format: "integer" } as const]),
  ];
}

function rowOf(estimates: Omit<Poststratified, "table">, area: number): Cell[] {
  const { areas, population, draws, drawCount, interval, raw } = estimates;
  const own = draws.subarray(area * drawCount, (area + 1) * drawCount);
  const share = (values: Float64Array | undefined): Cell[] => {
    if (values === undefined) return [];
    return [Number.isNaN(values[area]!) ? null : values[area]!];
  };
  return [
    ...areas[area]!,
    population[area]!,
    ...summaryCells(own, interval),
    ...share(raw?.share),
    ...share(raw?.weighted),
    ...(raw === undefined ? [] : [raw.respondents[area]!]),
  ];
}

/** One row per area; `notes` go below the table. */
export function estimatesTable(
  estimates: Omit<Poststratified, "table">,
  notes: readonly string[],
): ResultTable {
  const rows = estimates.areas.map((_, area) => rowOf(estimates, area));
  const chart = areaChart(estimates, {
    ...intervalChart(estimates.interval),
    ...(estimates.raw && { beside: "raw" }),
  });
  return { kind: "table", columns: columnsOf(estimates), rows, notes, ...(chart && { chart }) };
}

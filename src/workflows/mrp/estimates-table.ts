/** The table of estimates: population, moments and quantiles of every area's draws. */
import { quantile } from "../../math/index.js";
import type { Cell, ResultTable, TableColumn } from "../../posterior/result-table.js";
import type { Poststratified } from "./poststratified.js";

/** `q05`, `q95`, `q025`: a quantile's column name. */
export function quantileName(probability: number): string {
  const digits = probability.toFixed(6).slice(2).replace(/0+$/, "");
  return `q${digits.padEnd(2, "0")}`;
}

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

function columnsOf({ by, interval, raw }: Omit<Poststratified, "table">): TableColumn[] {
  const tail = (1 - interval) / 2;
  const numbers = ["mean", "sd", "median", quantileName(tail), quantileName(1 - tail)];
  return [
    ...by.map((name): TableColumn => ({ name, format: "text" })),
    { name: "population", format: "integer" },
    ...numbers.map((name): TableColumn => ({ name, format: "number" })),
    ...(raw === undefined
      ? []
      : ([
          { name: "raw", format: "number" },
          { name: "n", format: "integer" },
        ] as const)),
  ];
}

function rowOf(estimates: Omit<Poststratified, "table">, area: number): Cell[] {
  const { areas, population, draws, drawCount, interval, raw } = estimates;
  const own = draws.subarray(area * drawCount, (area + 1) * drawCount);
  const { mean, sd, median, lower, upper } = summariseArea(own, interval);
  const share = raw?.share[area] ?? NaN;
  return [
    ...areas[area]!,
    population[area]!,
    mean,
    sd,
    median,
    lower,
    upper,
    ...(raw === undefined ? [] : [Number.isNaN(share) ? null : share, raw.respondents[area]!]),
  ];
}

/** One row per area; `notes` go below the table. */
export function estimatesTable(
  estimates: Omit<Poststratified, "table">,
  notes: readonly string[],
): ResultTable {
  const rows = estimates.areas.map((_, area) => rowOf(estimates, area));
  return { kind: "table", columns: columnsOf(estimates), rows, notes };
}

/** One statistic of each group: observed, and what replicates have. */
import { quantile } from "../../../math/index.js";
import type { Cell } from "../../result-table.js";
import { groupStatistics } from "../group-statistics.js";
import { tailProbability } from "../predictive-check.js";
import { bands, numbers, type CheckedResponses, type CheckKind } from "./check-kind.js";

/** The statistic over the rows of a group whose response is a number; NaN without any. */
function openStatistic(
  { statistic, trials, shares }: CheckedResponses,
  rows: Int32Array,
): (all: Float64Array) => number {
  return (all) => {
    const kept = rows.filter((row) => !Number.isNaN(all[row]!));
    if (kept.length === 0) return NaN;
    const pick = (column: Float64Array): Float64Array =>
      Float64Array.from(kept, (row) => column[row]!);
    return groupStatistics[statistic](pick(all), shares && trials ? pick(trials) : undefined);
  };
}

const cell = (value: number): Cell => (Number.isFinite(value) ? value : null);

export const grouped: CheckKind = {
  columns: () => [
    { name: "n", format: "integer" },
    ...numbers("observed", "2.5%", "50%", "97.5%", "p"),
  ],
  open(responses, rows) {
    const statisticOf = openStatistic(responses, rows);
    const observed = statisticOf(responses.observed);
    const found: number[] = [];
    return {
      add(replicate) {
        const value = statisticOf(replicate);
        if (Number.isFinite(value)) found.push(value);
      },
      rows() {
        const replicated = Float64Array.from(found).sort();
        const quantiles = [0.025, 0.5, 0.975].map((p) => cell(quantile(replicated, p)));
        const p = tailProbability({ name: "", observed, replicated });
        return [[rows.length, cell(observed), ...quantiles, cell(p)]];
      },
    };
  },
  chart: ([first, second]) =>
    first === undefined
      ? undefined
      : { shape: "intervals", x: first, ...bands, ...(second !== undefined && { panel: second }) },
  note: ({ statistic, shares }) =>
    `${statistic === "mean" && shares ? "the share of all trials" : statistic} of each group; p is the probability that a replicate exceeds the observed value, and is below .025 or above .975 in one group of 20 by chance`,
};

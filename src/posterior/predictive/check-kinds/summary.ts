/** Several statistics of each group of rows. */
import type { StatisticName } from "../group-statistics.js";
import { panelOf, bands, type CheckKind } from "./check-kind.js";
import { grouped } from "./grouped.js";

const shown: readonly StatisticName[] = ["mean", "sd", "min", "max", "zeros"];

export const summary: CheckKind = {
  columns: (responses) => [{ name: "statistic", format: "text" }, ...grouped.columns(responses)],
  open(responses, rows) {
    const each = shown.map((statistic) => grouped.open({ ...responses, statistic }, rows));
    return {
      add: (replicate) => each.forEach((one) => one.add(replicate)),
      rows: () => each.flatMap((one, i) => one.rows().map((row) => [shown[i]!, ...row])),
    };
  },
  chart: (by) => ({ shape: "intervals", x: "statistic", ...bands, ...panelOf(by) }),
  note: () =>
    "p is the probability that a replicate exceeds the observed value; zeros is the share of responses that are zero",
};

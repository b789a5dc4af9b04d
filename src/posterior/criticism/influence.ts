/** Which rows a fit leans on: how far the posterior without a row is from that with it, and what it costs. */
import { counted, valueText } from "../number-text.js";
import type { ResultTable } from "../result-table.js";
import { unitNotes } from "./elpd-table.js";
import { highRows } from "./elpd-table.js";
import { observationWords, rowNumber } from "./elpd.js";
import type { LeaveOneOutElpd } from "./leave-one-out.js";

/** All rows, the most influential first. */
export function influenceTable(loo: LeaveOneOutElpd): ResultTable {
  const { posterior, kHat, elpd, p, threshold } = loo;
  const order = Array.from(kHat.keys()).sort((a, b) => {
    const difference = (kHat[b] ?? 0) - (kHat[a] ?? 0);
    return difference > 0 ? 1 : difference < 0 ? -1 : p[b]! - p[a]! || a - b;
  });
  // A level tail has no shape: nothing had to be smoothed there.
  const shape = (row: number): number => (kHat[row] === -Infinity ? 0 : kHat[row]!);
  const cell = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const high = highRows(loo).length;
  const { spec } = posterior.model;
  const { totals } = spec;
  const [one, more] = observationWords(posterior);
  return {
    kind: "table",
    title: `Influence of ${more} on ${spec.name}: ${spec.formulaText}`,
    columns: [
      { name: "row", format: "integer" },
      ...(totals ? [{ name: totals.key, format: "text" as const }] : []),
      ...["pareto_k", "elpd_loo", "p_loo"].map((name) => ({ name, format: "number" as const })),
      { name: "verdict", format: "text" },
    ],
    rows: order.map((row) => [
      rowNumber(posterior, row),
      ...(totals ? [totals.unitNames[row]!] : []),
      cell(shape(row)),
      cell(elpd[row]!),
      cell(p[row]!),
      kHat[row]! <= threshold ? "" : kHat[row]! <= 1 ? "look" : "bad",
    ]),
    notes: [
      high > 0
        ? `k-hat is above ${valueText(threshold)} in ${counted(high, one, more)}: the posterior without such a ${one} is far from that with it`
        : `k-hat is at most ${valueText(threshold)} in every ${one}: no ${one} decides the posterior alone`,
      "p_loo is what having the row adds to its own log predictive density, elpd_loo that density without it",
      ...unitNotes(posterior),
    ],
    chart: { shape: "points", x: "row", y: "pareto_k", none: threshold },
  };
}

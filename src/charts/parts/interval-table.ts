/** The numbers of intervals as a table, for those who read instead of look. */
import type { ResultTable } from "../../posterior/result-table.js";
import type { IntervalRow } from "./interval-row.js";

const orNull = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/** `names`: the headings of the label, the group, the value, the bounds and what stands beside. */
export function intervalTable(
  rows: readonly IntervalRow[],
  names: {
    readonly label: string;
    readonly group?: string;
    readonly value: string;
    readonly beside?: string;
  },
): ResultTable {
  const number = (name: string) => ({ name, format: "number" as const });
  const text = (name: string) => ({ name, format: "text" as const });
  const { group, beside } = names;
  return {
    kind: "table",
    columns: [
      text(names.label),
      ...(group === undefined ? [] : [text(group)]),
      ...[names.value, "lower", "upper"].map(number),
      ...(beside === undefined ? [] : [number(beside)]),
    ],
    rows: rows.map((row) => [
      row.label,
      ...(group === undefined ? [] : [row.group ?? null]),
      orNull(row.value),
      orNull(row.lower),
      orNull(row.upper),
      ...(beside === undefined ? [] : [orNull(row.beside)]),
    ]),
    notes: [],
  };
}

/** A column's values as texts; undefined where one is missing. */
import type { Column } from "../../data/index.js";

export function labelsOf(column: Column): (string | undefined)[] {
  if (column.kind === "numeric")
    return Array.from(column.values, (value) => (Number.isNaN(value) ? undefined : String(value)));
  if (column.kind === "text") return [...column.values];
  return Array.from(column.codes, (code) => (code < 0 ? undefined : column.levels[code]));
}

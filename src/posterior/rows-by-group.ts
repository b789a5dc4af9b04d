/** The rows that a model uses by the values of columns of its data. */
import { findColumn, groupRows } from "../data/index.js";
import type { ModelSpec } from "../model/model-spec.js";

export interface ModelRows {
  /** One for each column; empty where all rows are one group. */
  readonly labels: readonly string[];
  /** Rows of the design. */
  readonly rows: Int32Array;
}

/** Groups in the order of their levels; rows with a missing value are left out. The columns exist. */
export function rowsByGroup(
  { design, origin }: ModelSpec,
  by: readonly string[],
): readonly ModelRows[] {
  const keys = by.map((name) => {
    const column = findColumn(origin.frame, name);
    if (!column) throw new Error(`the data of the fit have no column ${name}`);
    return column;
  });
  const { index, count, labelsOf } = groupRows(origin.frame, keys);
  const members: number[][] = Array.from({ length: count }, () => []);
  design.rows.forEach((given, row) => {
    const group = index[given]!;
    if (group >= 0) members[group]!.push(row);
  });
  return members.flatMap((rows, group) =>
    rows.length > 0 ? [{ labels: labelsOf(group), rows: Int32Array.from(rows) }] : [],
  );
}

/** Groups of rows that share the values of some columns, in the order of those values. */
import type { Column, DataFrame } from "./data-frame.js";
import { sortLevels } from "./levels.js";
import { numberLabel } from "./number-text.js";

/** A column as categories: numbers by value, in ascending order; -1 where missing. */
export interface GradedColumn {
  readonly name: string;
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

export function gradeColumn(column: Column): GradedColumn {
  const { name } = column;
  if (column.kind === "factor") return { name, codes: column.codes, labels: column.levels };
  if (column.kind === "text") {
    const labels = sortLevels(column.values.filter((value) => value !== undefined));
    const codeOf = new Map(labels.map((label, code) => [label, code]));
    const codes = Int32Array.from(column.values, (value) =>
      value === undefined ? -1 : codeOf.get(value)!,
    );
    return { name, codes, labels };
  }
  const present = column.values.filter((value) => !Number.isNaN(value)).map((value) => value + 0);
  const distinct = [...new Set(present)].sort((left, right) => left - right);
  const codeOf = new Map(distinct.map((value, code) => [value, code]));
  const codes = Int32Array.from(column.values, (value) => codeOf.get(value + 0) ?? -1);
  return { name, codes, labels: distinct.map(numberLabel) };
}

export interface RowGroups {
  readonly columns: readonly GradedColumn[];
  readonly count: number;
  /** Group of each row; -1 where a key is missing. */
  readonly index: Int32Array;
  /** The first row of each group. */
  readonly firstRows: Int32Array;
  /** Labels of a group, one for each key column. */
  readonly labelsOf: (group: number) => readonly string[];
}

/** One number per row that orders rows by their keys, the first key slowest; -1 where a key is missing. */
function combineCodes(rowCount: number, columns: readonly GradedColumn[]): Int32Array {
  let combined: Int32Array = new Int32Array(rowCount);
  for (const { codes, labels } of columns) {
    const products = Float64Array.from(combined, (code, row) =>
      code < 0 || codes[row]! < 0 ? -1 : code * labels.length + codes[row]!,
    );
    const distinct = [...new Set(products)].filter((code) => code >= 0).sort((a, b) => a - b);
    const rankOf = new Map(distinct.map((code, rank) => [code, rank]));
    combined = Int32Array.from(products, (code) => rankOf.get(code) ?? -1);
  }
  return combined;
}

/** Groups of rows by the given columns, sorted by their level order; no columns: one group of all rows. */
export function groupRows(frame: DataFrame, keys: readonly Column[]): RowGroups {
  const columns = keys.map(gradeColumn);
  const index = combineCodes(frame.rowCount, columns);
  const count = index.reduce((largest, group) => Math.max(largest, group + 1), 0);
  const firstRows = new Int32Array(count).fill(-1);
  index.forEach((group, row) => {
    if (group >= 0 && firstRows[group]! < 0) firstRows[group] = row;
  });
  const labelsOf = (group: number): readonly string[] =>
    columns.map(({ codes, labels }) => labels[codes[firstRows[group]!]!]!);
  return { columns, count, index, firstRows, labelsOf };
}

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

/** Ranks of the values that occur, by a table over all possible values: -1 stays -1. */
function rankByTable(products: Int32Array, possible: number): Int32Array {
  const rankOf = new Int32Array(possible);
  for (const code of products) if (code >= 0) rankOf[code] = 1;
  let rank = 0;
  for (let code = 0; code < possible; code++) rankOf[code] = rankOf[code] === 1 ? rank++ : -1;
  return products.map((code) => (code < 0 ? -1 : rankOf[code]!));
}

/** The same where a table of all possible values would be much longer than the rows. */
function rankBySorting(products: Float64Array): Int32Array {
  const distinct = [...new Set(products)].filter((code) => code >= 0).sort((a, b) => a - b);
  const rankOf = new Map(distinct.map((code, rank) => [code, rank]));
  return Int32Array.from(products, (code) => rankOf.get(code) ?? -1);
}

/** One number per row that orders rows by their keys, the first key slowest; -1 where a key is missing. */
function combineCodes(rowCount: number, columns: readonly GradedColumn[]): Int32Array {
  let combined: Int32Array = new Int32Array(rowCount);
  let count = 1;
  for (const { codes, labels } of columns) {
    const possible = count * labels.length;
    const small = possible <= 16 * rowCount + 1024;
    const products = small ? new Int32Array(rowCount) : new Float64Array(rowCount);
    for (let row = 0; row < rowCount; row++) {
      const missing = combined[row]! < 0 || codes[row]! < 0;
      products[row] = missing ? -1 : combined[row]! * labels.length + codes[row]!;
    }
    combined =
      products instanceof Int32Array ? rankByTable(products, possible) : rankBySorting(products);
    count = combined.reduce((largest, code) => Math.max(largest, code + 1), 0);
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

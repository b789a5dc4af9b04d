/** Tables of typed columns, immutable once made. */
import type { DataLocation } from "../diagnostics/index.js";

/** Numbers; a missing value is NaN. */
export interface NumericColumn {
  readonly kind: "numeric";
  readonly name: string;
  readonly values: Float64Array;
}

/** A categorical column; a missing value has code -1. */
export interface FactorColumn {
  readonly kind: "factor";
  readonly name: string;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
  /** The user declared an order with meaning (`ordered(...)`). */
  readonly ordered: boolean;
  /** The user named the levels; otherwise they are the sorted distinct values. */
  readonly declared: boolean;
}

/** Free text that no model term may use. */
export interface TextColumn {
  readonly kind: "text";
  readonly name: string;
  readonly values: readonly (string | undefined)[];
}

export type Column = NumericColumn | FactorColumn | TextColumn;

/** Where the rows came from, for messages that name a line. */
export interface RowOrigin {
  readonly file: string;
  /** Line of each row in the file, counted from one. */
  readonly lines: Int32Array;
}

export interface DataFrame {
  readonly kind: "data";
  readonly name: string;
  readonly rowCount: number;
  /** In the order of the file. */
  readonly columns: readonly Column[];
  readonly origin?: RowOrigin;
}

export function findColumn(frame: DataFrame, name: string): Column | undefined {
  return frame.columns.find((column) => column.name === name);
}

/** A copy of the rows whose numbers are given, in that order; the rows keep their lines. */
export function selectRows(frame: DataFrame, rows: Int32Array, name: string): DataFrame {
  const columns = frame.columns.map((column) => selectCells(column, rows));
  const { origin } = frame;
  const table = { kind: "data", name, rowCount: rows.length, columns } as const;
  if (origin === undefined) return table;
  const lines = rows.map((row) => origin.lines[row]!);
  return { ...table, origin: { file: origin.file, lines } };
}

function selectCells(column: Column, rows: Int32Array): Column {
  switch (column.kind) {
    case "numeric":
      return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) };
    case "factor":
      return { ...column, codes: rows.map((row) => column.codes[row]!) };
    case "text":
      return { ...column, values: Array.from(rows, (row) => column.values[row]) };
  }
}

/** The frame with a column put last, or in the place of the column of the same name. */
export function withColumn(frame: DataFrame, column: Column): DataFrame {
  const place = frame.columns.findIndex(({ name }) => name === column.name);
  const columns =
    place < 0 ? [...frame.columns, column] : frame.columns.toSpliced(place, 1, column);
  return { ...frame, columns };
}

/** The part of a diagnostic that says where a row came from; empty when the rows have no file. */
export function rowLocation(frame: DataFrame, row: number): { readonly location?: DataLocation } {
  const line = frame.origin?.lines[row];
  if (frame.origin === undefined || line === undefined) return {};
  return { location: { file: frame.origin.file, line } };
}

/** A row in words, for messages: `line 12 of cells.csv`, or `row 3` where there is no file. */
export function rowInWords(frame: DataFrame, row: number): string {
  const line = frame.origin?.lines[row];
  if (frame.origin === undefined || line === undefined) return `row ${row + 1}`;
  return `line ${line} of ${frame.origin.file}`;
}

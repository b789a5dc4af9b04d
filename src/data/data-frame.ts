/** Tables of typed columns, immutable once made. */

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

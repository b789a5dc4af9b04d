/** What a table holds, as words and as facts per column. */
import type { Column, DataFrame, NumericColumn } from "./data-frame.js";
import { countOf, countText } from "./wording.js";

export interface ColumnSummary {
  readonly name: string;
  readonly type: "number" | "factor" | "ordered" | "text";
  readonly missing: number;
  /** Numbers only, over the values that are there; `sd` has divisor n - 1. */
  readonly numbers?: {
    readonly mean: number;
    readonly sd: number;
    readonly minimum: number;
    readonly maximum: number;
  };
  /** Factors only: how many rows each level has, in level order. */
  readonly levels?: readonly { readonly level: string; readonly rows: number }[];
}

function typeOf(column: Column): ColumnSummary["type"] {
  if (column.kind === "factor") return column.ordered ? "ordered" : "factor";
  return column.kind === "numeric" ? "number" : "text";
}

function columnInWords(column: Column): string {
  const size = column.kind === "factor" ? `(${countText(column.levels.length)})` : "";
  return `${column.name} ${typeOf(column)}${size}`;
}

/** `12,000 rows; abortion number, state factor(50)`. */
export function describeFrame(frame: DataFrame): string {
  return `${countOf(frame.rowCount, "row")}; ${frame.columns.map(columnInWords).join(", ")}`;
}

/** Two passes, so that a large mean does not swallow a small spread. */
function summariseNumbers({ values }: NumericColumn): ColumnSummary["numbers"] {
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length === 0) return undefined;
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const squares = present.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    sd: Math.sqrt(squares / (present.length - 1)),
    minimum: present.reduce((best, value) => Math.min(best, value)),
    maximum: present.reduce((best, value) => Math.max(best, value)),
  };
}

function summariseColumn(column: Column): ColumnSummary {
  const facts = { name: column.name, type: typeOf(column) };
  if (column.kind === "text") {
    const missing = column.values.filter((value) => value === undefined).length;
    return { ...facts, missing };
  }
  if (column.kind === "factor") {
    const rows = new Int32Array(column.levels.length);
    for (const code of column.codes) if (code >= 0) rows[code]!++;
    const levels = column.levels.map((level, code) => ({ level, rows: rows[code]! }));
    return { ...facts, missing: column.codes.filter((code) => code < 0).length, levels };
  }
  const numbers = summariseNumbers(column);
  const missing = column.values.filter((value) => Number.isNaN(value)).length;
  return { ...facts, missing, ...(numbers !== undefined && { numbers }) };
}

/** Facts on every column, in the order of the table. */
export function summariseFrame(frame: DataFrame): readonly ColumnSummary[] {
  return frame.columns.map(summariseColumn);
}

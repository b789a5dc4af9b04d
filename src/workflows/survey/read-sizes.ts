/** Reads columns of weights, counts and sizes: numbers of at least zero, none missing, not all zero. */
import {
  countOf,
  findColumn,
  numberLabel,
  reportUnknownColumn,
  rowInWords,
  rowLocation,
} from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";

/** A column as a program or a caller names it. */
export interface ColumnName {
  readonly text: string;
  readonly span?: Span;
}

export interface SizeQuestion {
  /** What a number of the column is, in words: `the design weight`. */
  readonly purpose: string;
  /** Only whole numbers: a count of respondents. */
  readonly whole?: boolean;
}

export const placeOf = ({ span }: { readonly span?: Span }): { readonly span?: Span } =>
  span === undefined ? {} : { span };

/** Reports the first row whose number cannot be used, and how many more there are. */
export function checkSizes(
  values: Float64Array,
  frame: DataFrame,
  name: ColumnName,
  { purpose, whole = false }: SizeQuestion,
  sink: DiagnosticSink,
): boolean {
  const isBad = (value: number): boolean =>
    !(value >= 0 && value < Infinity) || (whole && !Number.isInteger(value));
  const row = values.findIndex(isBad);
  if (row < 0 && values.some((value) => value > 0)) return true;
  const more = values.reduce((count, value) => count + Number(isBad(value)), -1);
  const value = values[row] ?? 0;
  const found = Number.isNaN(value) ? "NA" : numberLabel(value);
  const where = row < 0 ? "zero in every row" : `${found} in ${rowInWords(frame, row)}`;
  sink.report({
    code: "bad-weight",
    severity: "error",
    message:
      `${purpose} \`${name.text}\` is ${where}` +
      (more > 0 ? `, and as bad in ${countOf(more, "more row")}` : ""),
    expected: whole ? "a whole number of at least 0" : "a number of at least 0",
    found,
    ...placeOf(name),
    ...(row >= 0 && rowLocation(frame, row)),
  });
  return false;
}

/** The column's numbers, or undefined after a report. */
export function readSizes(
  frame: DataFrame,
  name: ColumnName,
  question: SizeQuestion,
  sink: DiagnosticSink,
): Float64Array | undefined {
  const column = findColumn(frame, name.text);
  if (column === undefined) {
    reportUnknownColumn(frame, name.text, name.span, sink);
    return undefined;
  }
  if (column.kind === "numeric")
    return checkSizes(column.values, frame, name, question, sink) ? column.values : undefined;
  sink.report({
    code: "not-a-number",
    severity: "error",
    message: `${question.purpose} \`${name.text}\` of \`${frame.name}\` is not a column of numbers`,
    expected: "numbers of at least 0",
    found: column.kind === "factor" ? "a factor" : "text",
    ...placeOf(name),
  });
  return undefined;
}

/** The sizes that a column gives, or one for every row where the question names no column. */
export function readSizesOrOnes(
  frame: DataFrame,
  name: ColumnName | undefined,
  question: SizeQuestion,
  sink: DiagnosticSink,
): Float64Array | undefined {
  if (name === undefined) return new Float64Array(frame.rowCount).fill(1);
  return readSizes(frame, name, question, sink);
}

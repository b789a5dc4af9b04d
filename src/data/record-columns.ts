/** Typed columns from values that a file already tells apart: JSON, Parquet, answers of a database. */
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { ColumnClause } from "../language/ast.js";
import { readColumn } from "./column-cells.js";
import { checkClauses } from "./column-clauses.js";
import type { Column, DataFrame } from "./data-frame.js";
import { columnFromCells } from "./frame-from-columns.js";
import type { DataCell } from "./frame-from-columns.js";
import { largestMagnitude } from "./number-text.js";
import { countText } from "./wording.js";

/** Columns of equal length, with values of any kind. */
export interface RecordColumns {
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, readonly unknown[]>;
  /** Line of each row in the file, where rows have lines. */
  readonly lines?: Int32Array;
}

export interface RecordReading {
  /** Names the source in messages. */
  readonly file: string;
  readonly name: string;
  readonly clauses: readonly ColumnClause[];
  readonly span?: Span;
  readonly sink: DiagnosticSink;
}

/** Dates become ISO text, whole numbers of any size numbers; undefined for lists and records. */
function cellOf(value: unknown): DataCell | { readonly nested: string } {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean")
    return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
  }
  return { nested: Array.isArray(value) ? "a list" : "a record" };
}

function placeOf({ file, span }: RecordReading, lines: Int32Array | undefined, row: number) {
  const line = lines?.[row];
  return {
    ...(line !== undefined && { location: { file, line } }),
    ...(span !== undefined && { span }),
  };
}

function reportNested(
  column: string,
  cells: readonly (DataCell | { readonly nested: string })[],
  lines: Int32Array | undefined,
  reading: RecordReading,
): boolean {
  const rows = cells.flatMap((cell, row) => (typeof cell === "object" && cell ? [row] : []));
  const [row] = rows;
  if (row === undefined) return false;
  const first = cells[row];
  reading.sink.report({
    code: "malformed-table",
    severity: "error",
    message: `column \`${column}\` of ${reading.file} holds more than one value in ${countText(rows.length)} of its rows`,
    expected: "a number, a text, true, false or null in every cell",
    found: typeof first === "object" && first ? first.nested : "",
    ...placeOf(reading, lines, row),
  });
  return true;
}

const isMissing = (cell: DataCell): boolean =>
  cell === null || cell === undefined || Number.isNaN(cell);

/** Numbers beside text are a factor of both, which is seldom meant. */
function warnOfMixture(
  name: string,
  cells: readonly DataCell[],
  lines: Int32Array | undefined,
  reading: RecordReading,
): void {
  const row = cells.findIndex((cell) => typeof cell === "string");
  if (row < 0 || !cells.some((cell) => typeof cell === "number" && !Number.isNaN(cell))) return;
  reading.sink.report({
    code: "mixed-column",
    severity: "warning",
    message: `column \`${name}\` of ${reading.file} is read as a factor: it holds both numbers and texts`,
    found: String(cells[row]),
    help: `write null for a missing value, or declare \`${name}: factor\` if this is meant`,
    ...placeOf(reading, lines, row),
  });
}

function checkRange(column: Column, reading: RecordReading): boolean {
  if (column.kind !== "numeric") return true;
  const row = column.values.findIndex((value) => Math.abs(value) > largestMagnitude);
  if (row < 0) return true;
  reading.sink.report({
    code: "number-out-of-range",
    severity: "error",
    message: `column \`${column.name}\` is too large to compute with in row ${row + 1}`,
    expected: `a number between -${largestMagnitude} and ${largestMagnitude}, or null`,
    ...(reading.span !== undefined && { span: reading.span }),
  });
  return false;
}

function typedColumn(
  name: string,
  values: readonly unknown[],
  lines: Int32Array | undefined,
  reading: RecordReading,
): Column | undefined {
  const cells = values.map(cellOf);
  if (reportNested(name, cells, lines, reading)) return undefined;
  const plain = cells as readonly DataCell[];
  const clause = reading.clauses.find(({ column }) => column.text === name);
  if (clause !== undefined) {
    const texts = plain.map((cell) => (isMissing(cell) ? "" : String(cell)));
    const places = lines ?? Int32Array.from(plain, (_, row) => row + 1);
    return readColumn(
      { name, cells: texts, file: reading.file, lines: places },
      clause,
      reading.sink,
    );
  }
  warnOfMixture(name, plain, lines, reading);
  const column = columnFromCells(name, plain);
  return checkRange(column, reading) ? column : undefined;
}

/** The table, or undefined after reporting every mistake that was found. */
export function frameFromRecords(
  { rowCount, columns, lines }: RecordColumns,
  reading: RecordReading,
): DataFrame | undefined {
  const { file, name, clauses, span, sink } = reading;
  if (rowCount === 0 || columns.size === 0) {
    const message = `${file} has no rows`;
    const place = span === undefined ? {} : { span };
    sink.report({ code: "no-rows", severity: "error", message, ...place });
    return undefined;
  }
  const known = checkClauses([...columns.keys()], clauses, sink);
  const typed = [...columns].map(([column, values]) => typedColumn(column, values, lines, reading));
  const whole = typed.filter((column) => column !== undefined);
  if (!known || whole.length < typed.length) return undefined;
  const origin = lines === undefined ? {} : { origin: { file, lines } };
  return { kind: "data", name, rowCount, columns: whole, ...origin };
}

/** Left join: every row of the left table with the columns of its one partner in the right table. */
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Name } from "../language/ast.js";
import { requireColumns } from "./column-names.js";
import { findColumn, rowInWords, rowLocation, selectRows } from "./data-frame.js";
import type { Column, DataFrame } from "./data-frame.js";
import { numberLabel, readNumber } from "./number-text.js";
import { countOf, listNames } from "./wording.js";

interface Joining {
  readonly left: DataFrame;
  readonly right: DataFrame;
  readonly sink: DiagnosticSink;
  readonly span: Span | undefined;
}

/** Numbers match by value, also when the other table holds them as text. */
function canonicalText(text: string, numeric: boolean): string {
  const value = numeric ? readNumber(text) : undefined;
  return value === undefined ? text : numberLabel(value);
}

function cellText(column: Column, row: number, numeric: boolean): string | undefined {
  if (column.kind === "numeric") {
    const value = column.values[row]!;
    return Number.isNaN(value) ? undefined : numberLabel(value);
  }
  const text = column.kind === "factor" ? column.levels[column.codes[row]!] : column.values[row];
  return text === undefined ? undefined : canonicalText(text, numeric);
}

/** Key of each row as one text, undefined where a part is missing; parts are told apart by their lengths. */
function keyTexts(
  columns: readonly Column[],
  others: readonly Column[],
  rowCount: number,
): (string | undefined)[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const parts = columns.map((column, position) =>
      cellText(column, row, column.kind === "numeric" || others[position]!.kind === "numeric"),
    );
    if (parts.some((part) => part === undefined)) return undefined;
    return parts.map((part) => `${part!.length}:${part!}`).join("");
  });
}

/** `state = CA, year = 2018`. */
function keyInWords(columns: readonly Column[], row: number): string {
  return columns
    .map((column) => `${column.name} = ${cellText(column, row, false) ?? "missing"}`)
    .join(", ");
}

/** Row of each key, or undefined when a key stands in several rows. */
function indexKeys(
  keys: readonly (string | undefined)[],
  columns: readonly Column[],
  { right, sink, span }: Joining,
): ReadonlyMap<string, number> | undefined {
  const rowOf = new Map<string, number>();
  const repeated = keys.flatMap((key, row) => {
    if (key === undefined) return [];
    if (rowOf.has(key)) return [row];
    rowOf.set(key, row);
    return [];
  });
  const row = repeated[0];
  if (row === undefined) return rowOf;
  const before = rowOf.get(keys[row]!)!;
  sink.report({
    code: "key-not-unique",
    severity: "error",
    message:
      `\`${right.name}\` has several rows with ${keyInWords(columns, row)}: ` +
      `${rowInWords(right, before)} and ${rowInWords(right, row)}`,
    expected: "one row for each key in the right table of a join",
    found: countOf(repeated.length, "row that repeats a key", "rows that repeat a key"),
    help: "group(...) the right table by the key, or join by more columns",
    ...(span !== undefined && { span }),
    ...rowLocation(right, row),
  });
  return undefined;
}

/** The partner's row for each row of the left table, or undefined after naming keys without one. */
function findPartners(
  keys: readonly (string | undefined)[],
  rowOf: ReadonlyMap<string, number>,
  columns: readonly Column[],
  { left, right, sink, span }: Joining,
): Int32Array | undefined {
  const partners = Int32Array.from(keys, (key) =>
    key === undefined ? -1 : (rowOf.get(key) ?? -1),
  );
  const firstRows = new Map<string, number>();
  partners.forEach((partner, row) => {
    const key = keys[row] ?? "";
    if (partner < 0 && !firstRows.has(key)) firstRows.set(key, row);
  });
  if (firstRows.size === 0) return partners;
  const rows = [...firstRows.values()];
  sink.report({
    code: "key-without-partner",
    severity: "error",
    message:
      `\`${right.name}\` has no row for ${countOf(rows.length, "key")} of \`${left.name}\`: ` +
      listNames(rows.map((row) => keyInWords(columns, row))),
    expected: "a partner for every row of the left table",
    help: "add the rows that are missing, or filter the left table first",
    ...(span !== undefined && { span }),
    ...rowLocation(left, rows[0]!),
  });
  return undefined;
}

function noteUnusedKeys(
  partners: Int32Array,
  columns: readonly Column[],
  { left, right, sink, span }: Joining,
): void {
  const used = new Set(partners);
  const unused = Array.from({ length: right.rowCount }, (_, row) => row).filter(
    (row) => !used.has(row),
  );
  if (unused.length === 0) return;
  sink.report({
    code: "key-unused",
    severity: "note",
    message:
      `\`${left.name}\` has no row for ${countOf(unused.length, "key")} of \`${right.name}\`: ` +
      listNames(unused.map((row) => keyInWords(columns, row))),
    ...(span !== undefined && { span }),
  });
}

/** A column that both tables have must say the same for every row. */
function checkAgreement(
  shared: readonly (readonly [Column, Column])[],
  partners: Int32Array,
  { left, right, sink, span }: Joining,
): boolean {
  const faults = shared.flatMap(([mine, theirs]) => {
    const numeric = mine.kind === "numeric" || theirs.kind === "numeric";
    const row = partners.findIndex(
      (partner, position) =>
        cellText(mine, position, numeric) !== cellText(theirs, partner, numeric),
    );
    return row < 0 ? [] : [{ mine, theirs, row }];
  });
  for (const { mine, theirs, row } of faults) {
    const partner = partners[row]!;
    sink.report({
      code: "columns-disagree",
      severity: "error",
      message: `both tables have a column \`${mine.name}\`, and they disagree in ${rowInWords(left, row)}`,
      expected: `\`${cellText(mine, row, false) ?? "missing"}\`, as in \`${left.name}\``,
      found: `\`${cellText(theirs, partner, false) ?? "missing"}\` in ${rowInWords(right, partner)}`,
      help: `add \`${mine.name}\` to the keys, or leave it out of one table`,
      ...(span !== undefined && { span }),
      ...rowLocation(left, row),
    });
  }
  return faults.length === 0;
}

/** Keys must be columns of both tables; a key that only one of them lacks is reported for that one. */
function requireKeys(
  { left, right, sink }: Joining,
  by: readonly Name[],
): readonly [readonly Column[], readonly Column[]] | undefined {
  const leftKeys = requireColumns(left, by, sink);
  const rightKeys = requireColumns(right, by, sink);
  return leftKeys === undefined || rightKeys === undefined ? undefined : [leftKeys, rightKeys];
}

/**
 * `join(left, right, by = state)`: many rows to one. A left key without a partner, a right key in
 * several rows and a shared column that disagrees are errors; right keys that go unused are noted.
 */
export function joinFrames(
  left: DataFrame,
  right: DataFrame,
  by: readonly Name[],
  name: string,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const joining: Joining = { left, right, sink, span: by[0]?.span };
  const keyColumns = requireKeys(joining, by);
  if (keyColumns === undefined) return undefined;
  const [leftKeys, rightKeys] = keyColumns;
  const rightTexts = keyTexts(rightKeys, leftKeys, right.rowCount);
  const rowOf = indexKeys(rightTexts, rightKeys, joining);
  if (rowOf === undefined) return undefined;
  const leftTexts = keyTexts(leftKeys, rightKeys, left.rowCount);
  const partners = findPartners(leftTexts, rowOf, leftKeys, joining);
  if (partners === undefined) return undefined;
  noteUnusedKeys(partners, rightKeys, joining);
  const others = right.columns.filter((column) => !rightKeys.includes(column));
  const shared = others.flatMap((theirs) => {
    const mine = findColumn(left, theirs.name);
    return mine === undefined ? [] : [[mine, theirs] as const];
  });
  if (!checkAgreement(shared, partners, joining)) return undefined;
  const added = others.filter((column) => findColumn(left, column.name) === undefined);
  const table = selectRows({ ...right, columns: added }, partners, name);
  return { ...left, name, columns: [...left.columns, ...table.columns] };
}

/** Reads the contents of a csv or tsv file into a table, or says what is wrong and on which line. */
import type { Diagnostic, DiagnosticSink, Span } from "../diagnostics/index.js";
import type { ColumnClause } from "../language/ast.js";
import { readColumn } from "./column-cells.js";
import { checkClauses } from "./column-clauses.js";
import type { Column, DataFrame } from "./data-frame.js";
import { splitDelimited } from "./delimited-text.js";
import type { DelimitedRecords } from "./delimited-text.js";
import { readContents } from "./file-contents.js";
import { countOf, countText, listNames } from "./wording.js";

export interface ReadTableOptions {
  /** Names the file in messages; its ending says how fields are separated. `.gz` is ignored. */
  readonly file: string;
  /** What the table is called in the program. */
  readonly name: string;
  readonly clauses: readonly ColumnClause[];
  /** Where the program asks for the file. */
  readonly span?: Span;
}

interface Reading extends ReadTableOptions {
  readonly sink: DiagnosticSink;
}

/** How many ragged lines are reported one by one. */
const shownLines = 5;

function delimiterOf(file: string): "," | "\t" | undefined {
  const ending = /\.([a-z]+)(\.gz)?$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === "csv") return ",";
  return ending === "tsv" || ending === "tab" ? "\t" : undefined;
}

/** A mistake in the file that also points at the place in the program that asked for it. */
function complain(reading: Reading, line: number, diagnostic: Omit<Diagnostic, "severity">): void {
  const { file, span, sink } = reading;
  const place = { location: { file, line }, ...(span !== undefined && { span }) };
  sink.report({ severity: "error", ...place, ...diagnostic });
}

function checkWidths(table: DelimitedRecords, reading: Reading): boolean {
  const [header = [], ...rows] = table.records;
  const ragged = rows.flatMap((row, position) =>
    row.length === header.length ? [] : [{ width: row.length, line: table.lines[position + 1]! }],
  );
  ragged.slice(0, shownLines).forEach(({ width, line }, position) => {
    const hidden = position === shownLines - 1 ? ragged.length - shownLines : 0;
    const more = hidden > 0 ? `; so have ${countText(hidden)} more lines` : "";
    complain(reading, line, {
      code: "ragged-row",
      message: `line ${line} has ${width > header.length ? "more" : "fewer"} fields than the header${more}`,
      expected: countOf(header.length, "field"),
      found: countOf(width, "field"),
    });
  });
  return ragged.length === 0;
}

function checkHeader(header: readonly string[], line: number, reading: Reading): boolean {
  const unnamed = header.flatMap((name, position) => (name === "" ? [position + 1] : []));
  const repeated = header.filter(
    (name, position) => name !== "" && header.indexOf(name) < position,
  );
  if (unnamed.length > 0) {
    complain(reading, line, {
      code: "bad-column-name",
      message: `the header names no column ${unnamed.join(", ")}`,
      expected: "a name for every column",
      help: "a first column without a name often holds row numbers: write the file without them",
    });
  }
  if (repeated.length > 0) {
    complain(reading, line, {
      code: "bad-column-name",
      message: `the header names ${listNames([...new Set(repeated)])} more than once`,
      expected: "a different name for every column",
    });
  }
  return unnamed.length === 0 && repeated.length === 0;
}

/** A header of one field that is full of another separator. */
function checkSeparator(header: readonly string[], delimiter: string, reading: Reading): boolean {
  const [only = ""] = header;
  const other = [";", "\t", ",", "|"].find((mark) => mark !== delimiter && only.includes(mark));
  if (header.length !== 1 || other === undefined) return true;
  const names = new Map([
    [";", "semicolons"],
    ["\t", "tabs"],
    [",", "commas"],
    ["|", "bars"],
  ]);
  complain(reading, 1, {
    code: "file-not-readable",
    message: `${reading.file} is not separated as its name says`,
    expected: `fields separated by ${names.get(delimiter) ?? delimiter}`,
    found: `fields separated by ${names.get(other) ?? other}`,
  });
  return false;
}

function buildFrame(table: DelimitedRecords, reading: Reading): DataFrame | undefined {
  const [header = [], ...records] = table.records;
  const { file, name, clauses, sink } = reading;
  const lines = Int32Array.from(table.lines.slice(1));
  const columns: Column[] = [];
  header.forEach((columnName, position) => {
    const cells = records.map((record) => record[position]!);
    const clause = clauses.find(({ column }) => column.text === columnName);
    const column = readColumn({ name: columnName, cells, file, lines }, clause, sink);
    if (column !== undefined) columns.push(column);
  });
  if (columns.length < header.length) return undefined;
  return { kind: "data", name, rowCount: records.length, columns, origin: { file, lines } };
}

function checkRecords(table: DelimitedRecords, delimiter: string, reading: Reading): boolean {
  const { failure, records, lines } = table;
  if (failure !== undefined) {
    complain(reading, failure.line, {
      code: "malformed-table",
      message: failure.message,
      expected: `quotes around whole fields, a quote inside a field written twice`,
    });
    return false;
  }
  const header = records[0] ?? [];
  const line = lines[0] ?? 1;
  const checks = [
    checkSeparator(header, delimiter, reading),
    checkHeader(header, line, reading),
    checkWidths(table, reading),
    checkClauses(header, reading.clauses, reading.sink),
  ];
  if (records.length < 2) {
    const message = `${reading.file} has a header but no rows`;
    complain(reading, line, { code: "no-rows", message, expected: "at least one row of data" });
  }
  return records.length > 1 && checks.every(Boolean);
}

/**
 * The table in the bytes of a file (already decompressed): UTF-8 csv or tsv with a header.
 * Undefined after reporting every mistake that was found; no bytes make it throw.
 */
export function readTable(
  bytes: Uint8Array,
  options: ReadTableOptions,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const reading: Reading = { ...options, sink };
  const delimiter = delimiterOf(options.file);
  if (delimiter === undefined) {
    complain(reading, 1, {
      code: "file-not-readable",
      message: `the name ${options.file} does not say how to read the file`,
      expected: "a name that ends in .csv, .tsv, .csv.gz or .tsv.gz",
    });
    return undefined;
  }
  const contents = readContents(bytes);
  if (contents.kind === "other") {
    complain(reading, 1, {
      code: "file-not-readable",
      message: `${options.file} is not a table of text`,
      expected: delimiter === "," ? "comma-separated UTF-8 text" : "tab-separated UTF-8 text",
      found: contents.found,
    });
    return undefined;
  }
  const table = splitDelimited(contents.text, delimiter);
  return checkRecords(table, delimiter, reading) ? buildFrame(table, reading) : undefined;
}

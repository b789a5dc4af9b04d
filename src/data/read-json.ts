/** Reads JSON (a list of records, or a record of columns) and newline-delimited JSON into a table. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { DataFrame } from "./data-frame.js";
import { decodeText } from "./file-contents.js";
import { frameFromRecords } from "./record-columns.js";
import type { RecordColumns, RecordReading } from "./record-columns.js";
import type { ReadTableOptions } from "./read-table.js";

type JsonRecord = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const shapes =
  'a list of records, [{"y": 1, "g": "a"}, ...], or a record of columns, {"y": [1, ...], "g": ["a", ...]}';

function complain(reading: RecordReading, message: string, expected: string, line?: number): void {
  const { file, span, sink } = reading;
  sink.report({
    code: "malformed-table",
    severity: "error",
    message,
    expected,
    ...(line !== undefined && { location: { file, line } }),
    ...(span !== undefined && { span }),
  });
}

/** Columns in the order in which the records first name them; a record without one has null there. */
function columnsOfRecords(records: readonly JsonRecord[]): ReadonlyMap<string, unknown[]> {
  const columns = new Map<string, unknown[]>();
  records.forEach((record, row) => {
    for (const [name, value] of Object.entries(record)) {
      let cells = columns.get(name);
      if (cells === undefined) columns.set(name, (cells = new Array(records.length).fill(null)));
      cells[row] = value;
    }
  });
  return columns;
}

function readList(values: readonly unknown[], reading: RecordReading): RecordColumns | undefined {
  const place = values.findIndex((value) => !isRecord(value));
  if (place >= 0) {
    complain(reading, `item ${place + 1} of ${reading.file} is no record`, shapes);
    return undefined;
  }
  const records = values as readonly JsonRecord[];
  return { rowCount: records.length, columns: columnsOfRecords(records) };
}

function readColumns(value: JsonRecord, reading: RecordReading): RecordColumns | undefined {
  const entries = Object.entries(value);
  const lists = entries.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  if (lists.length < entries.length) {
    complain(reading, `${reading.file} is one record and no table`, shapes);
    return undefined;
  }
  const rowCount = lists[0]?.[1].length ?? 0;
  const odd = lists.find(([, cells]) => cells.length !== rowCount);
  if (odd === undefined) return { rowCount, columns: new Map(lists) };
  const message = `column \`${odd[0]}\` of ${reading.file} has ${odd[1].length} values and the first column ${rowCount}`;
  complain(reading, message, "columns of one length");
  return undefined;
}

/** The line on which JSON.parse gave up, where its message tells the position. */
function lineOfFailure(text: string, error: unknown): number | undefined {
  const position = /position (\d+)/u.exec(error instanceof Error ? error.message : "")?.[1];
  return position === undefined ? undefined : text.slice(0, Number(position)).split("\n").length;
}

function readWhole(text: string, reading: RecordReading): RecordColumns | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    complain(reading, `${reading.file} is not JSON`, shapes, lineOfFailure(text, error));
    return undefined;
  }
  if (Array.isArray(value)) return readList(value, reading);
  if (isRecord(value)) return readColumns(value, reading);
  complain(reading, `${reading.file} holds one value and no table`, shapes);
  return undefined;
}

const shownLines = 5;

function readLines(text: string, reading: RecordReading): RecordColumns | undefined {
  const records: JsonRecord[] = [];
  const lines: number[] = [];
  const broken: number[] = [];
  text.split(/\r?\n/u).forEach((line, position) => {
    if (line.trim() === "") return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    if (isRecord(value)) {
      records.push(value);
      lines.push(position + 1);
    } else broken.push(position + 1);
  });
  broken.slice(0, shownLines).forEach((line, position) => {
    const hidden = position === shownLines - 1 ? broken.length - shownLines : 0;
    const more = hidden > 0 ? `; nor are ${hidden} more lines` : "";
    complain(
      reading,
      `line ${line} is no JSON record${more}`,
      'a record a line: {"y": 1, "g": "a"}',
      line,
    );
  });
  if (broken.length > 0) return undefined;
  const columns = columnsOfRecords(records);
  return { rowCount: records.length, columns, lines: Int32Array.from(lines) };
}

/** Undefined after reporting every mistake that was found; no bytes make it throw. */
export function readJson(
  bytes: Uint8Array,
  layout: "json" | "ndjson",
  options: ReadTableOptions,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const reading: RecordReading = { ...options, sink };
  const contents = decodeText(bytes);
  if (contents.kind === "other") {
    complain(reading, `${options.file} is not JSON: it is ${contents.found}`, shapes);
    return undefined;
  }
  const records = (layout === "json" ? readWhole : readLines)(contents.text, reading);
  return records && frameFromRecords(records, reading);
}

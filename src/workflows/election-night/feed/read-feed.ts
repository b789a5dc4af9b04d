/** The text of a feed, JSON lines, a JSON array or a table, into messages and refusals: none is lost. */
import { splitDelimited } from "../../../data/delimited-text.js";
import type { FeedFormat, FeedMessage, Refusal } from "./message.js";
import { readMessage, refuse, type FeedRecord } from "./read-message.js";

export interface FeedReading {
  readonly messages: readonly FeedMessage[];
  readonly refused: readonly Refusal[];
  /** The messages and the refusals together. */
  readonly sent: number;
}

interface Found {
  readonly record: unknown;
  readonly text: string;
  readonly line: number;
}

const longestLine = 20_000;

const isRecord = (value: unknown): value is FeedRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An array on a line, or over all lines, is a batch of messages. */
const spread = (found: Found): readonly Found[] =>
  Array.isArray(found.record)
    ? found.record.map((record: unknown) => ({
        ...found,
        record,
        text: JSON.stringify(record),
      }))
    : [found];

function jsonRecords(text: string, firstLine: number): readonly Found[] {
  const whole = text.trimStart().startsWith("[") ? parsed(text) : undefined;
  if (Array.isArray(whole)) return spread({ record: whole, text: "", line: firstLine });
  return text.split(/\r\n|\n|\r/u).flatMap((line, at) => {
    if (line.trim() === "") return [];
    const record = line.length > longestLine ? undefined : parsed(line);
    return spread({ record, text: line, line: firstLine + at });
  });
}

/** Rows with more or fewer fields than the header are records of nothing. */
function tableRecords(
  rows: readonly (readonly string[])[],
  lines: readonly number[],
  header: readonly string[],
): readonly Found[] {
  return rows.map((fields, at) => ({
    record:
      fields.length === header.length
        ? Object.fromEntries(header.map((name, column) => [name, fields[column] ?? ""]))
        : undefined,
    text: fields.join(","),
    line: lines[at] ?? 0,
  }));
}

/** Lines of JSON among the first ones: the text is no table, even if it begins with garbage. */
function hasJson(text: string): boolean {
  const first = text.slice(0, longestLine).split(/\r\n|\n|\r/u, 5);
  return first.some((line) => /^\s*[[{]/u.test(line));
}

/** The names of the columns where the text is a table. */
export function headerOf(text: string): readonly string[] | undefined {
  if (hasJson(text)) return undefined;
  const first = text.trimStart().split(/\r\n|\n|\r/u, 1)[0] ?? "";
  const { records } = splitDelimited(first, delimiterOf(first));
  const [names = []] = records;
  return names.length > 1 ? names : undefined;
}

const delimiterOf = (line: string): "," | "\t" => (line.includes("\t") ? "\t" : ",");

function collect(found: readonly Found[], format: FeedFormat, now: number): FeedReading {
  const messages: FeedMessage[] = [];
  const refused: Refusal[] = [];
  for (const { record, text, line } of found) {
    const message = isRecord(record)
      ? readMessage(record, format, now)
      : text.length > longestLine
        ? "too-long"
        : "not-a-record";
    if (typeof message === "string") refused.push(refuse(message, text, line));
    else messages.push(message);
  }
  return { messages, refused, sent: messages.length + refused.length };
}

export interface FeedText {
  readonly text: string;
  /** Columns of the table that the text goes on with; `none` where what it goes on with is no table. */
  readonly header?: readonly string[] | "none";
  /** The line of the whole body on which the text begins. */
  readonly firstLine?: number;
}

export function readFeed(
  { text, header, firstLine = 1 }: FeedText,
  format: FeedFormat,
  now: number,
): FeedReading {
  const plain = text.replace(/^\ufeff/u, "");
  const own = header === "none" ? undefined : (header ?? headerOf(plain));
  if (own === undefined) return collect(jsonRecords(plain, firstLine), format, now);
  const { records, lines, failure } = splitDelimited(
    plain,
    delimiterOf(plain.split("\n", 1)[0] ?? ""),
  );
  const rows = header === undefined ? records.slice(1) : records;
  const places = (header === undefined ? lines.slice(1) : lines).map(
    (line) => line + firstLine - 1,
  );
  const reading = collect(tableRecords(rows, places, own), format, now);
  if (failure === undefined) return reading;
  const damaged = refuse("table-damaged", failure.message, failure.line + firstLine - 1);
  return { ...reading, refused: [...reading.refused, damaged], sent: reading.sent + 1 };
}

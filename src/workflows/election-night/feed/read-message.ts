/** A record of the feed into a message; whether it is refused depends on the record and the clock alone. */
import { visibleText } from "../../../diagnostics/display-text.js";
import type { FeedFormat, FeedMessage, MessagePart, Refusal, RefusalReason } from "./message.js";
import { refusalReasons } from "./message.js";
import { readTime } from "./read-time.js";

/** A record as it came: values of JSON, or fields of a table as texts. */
export type FeedRecord = Readonly<Record<string, unknown>>;

const longestName = 200;
const longestQuote = 300;
/** More than any unit of any election has. */
const mostVotes = 1e9;
/** Feeds that count more than they expected say so; anything above is another quantity. */
const largestShare = 1.5;
/** Clocks and zones that are off, but no message that would stand for good as the latest word. */
const furthestAhead = 24 * 3600 * 1000;
const mostAreas = 20;

/** Thrown nowhere: the parts of a record are read in turn, and the first that cannot be is the reason. */
type Read<Value> = Value | { readonly refused: RefusalReason };

const refused = (reason: RefusalReason): { readonly refused: RefusalReason } => ({
  refused: reason,
});

function isRefused(value: unknown): value is { readonly refused: RefusalReason } {
  return typeof value === "object" && value !== null && "refused" in value;
}

export function refuse(reason: RefusalReason, text: string, line?: number): Refusal {
  return {
    reason,
    message: refusalReasons[reason],
    text: visibleText(text.slice(0, longestQuote)),
    ...(line !== undefined && { line }),
  };
}

const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

/** `1,234` is a count of votes as offices write it. */
const numberPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu;
const groupedPattern = /^\d{1,3}(?:,\d{3})+$/u;

function readNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return NaN;
  const text = value.trim();
  if (groupedPattern.test(text)) return Number(text.replaceAll(",", ""));
  return numberPattern.test(text) ? Number(text) : NaN;
}

function readName(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return undefined;
  const name = text.trim();
  return name === "" || name.length > longestName ? undefined : name;
}

function readCount(value: unknown): Read<number> {
  const count = readNumber(value);
  return Number.isInteger(count) && count >= 0 && count <= mostVotes
    ? count + 0
    : refused("count-invalid");
}

function readShare(share: unknown, percent: unknown, complete: boolean): Read<number> {
  const given = !isAbsent(share) ? share : percent;
  if (isAbsent(given)) return complete ? 1 : refused("share-missing");
  const text = typeof given === "string" ? given.trim() : given;
  const isPercent = isAbsent(share) || (typeof text === "string" && text.endsWith("%"));
  const number = readNumber(typeof text === "string" ? text.replace(/%$/u, "") : text);
  const value = isPercent ? number / 100 : number;
  return value >= 0 && value <= largestShare ? Math.min(1, value) : refused("share-invalid");
}

function readMoment(value: unknown, now: number): Read<number | undefined> {
  if (isAbsent(value)) return undefined;
  const time = readTime(value);
  return time === undefined || time > now + furthestAhead ? refused("time-invalid") : time;
}

function readSequence(value: unknown): Read<number | undefined> {
  if (isAbsent(value)) return undefined;
  const seq = readNumber(value);
  return Number.isSafeInteger(seq) ? seq : refused("sequence-invalid");
}

/** Of a table: the columns of the groupings; of JSON: the object under `areas` as well. */
function readAreas(
  record: FeedRecord,
  areas: unknown,
  by: readonly string[],
): Read<Readonly<Record<string, string>> | undefined> {
  const own = by.flatMap((name) => (isAbsent(record[name]) ? [] : [[name, record[name]] as const]));
  if (!isAbsent(areas) && (typeof areas !== "object" || Array.isArray(areas)))
    return refused("areas-invalid");
  const entries = [...own, ...Object.entries(areas ?? {})];
  if (entries.length > mostAreas) return refused("areas-invalid");
  const read = entries.map(([name, value]) => [readName(name), readName(value)] as const);
  if (read.some(([name, value]) => name === undefined || value === undefined))
    return refused("areas-invalid");
  if (read.length === 0) return undefined;
  const named = new Map(read.map(([name = "", value = ""]) => [name, value]));
  return Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `text` is the record as it came, for the log. */
export function readMessage(
  record: FeedRecord,
  format: FeedFormat,
  now: number,
): FeedMessage | RefusalReason {
  const { columns = {}, by = [], complete = false } = format;
  const part = (name: MessagePart): unknown => {
    const key = columns[name] ?? name;
    return Object.hasOwn(record, key) ? record[key] : undefined;
  };
  const unit = readName(part("unit"));
  if (unit === undefined) return "unit-missing";
  const counted = readCount(part("counted"));
  if (isRefused(counted)) return counted.refused;
  const share = readShare(part("share"), part("pct"), complete);
  if (isRefused(share)) return share.refused;
  const time = readMoment(part("time"), now);
  if (isRefused(time)) return time.refused;
  const seq = readSequence(part("seq"));
  if (isRefused(seq)) return seq.refused;
  const areas = readAreas(record, part("areas"), by);
  if (isRefused(areas)) return areas.refused;
  return {
    unit,
    counted,
    share,
    ...(time !== undefined && { time }),
    ...(seq !== undefined && { seq }),
    ...(areas !== undefined && { areas }),
  };
}

/** The text of a log into its entries; a line that a kill tore is left out and counted. */
import type { LogEntry } from "./entry.js";

export interface LogReading {
  readonly entries: readonly LogEntry[];
  /** Lines that are no entry: the end of a write that a kill cut off. */
  readonly torn: number;
  /** Whether the text ends within a line, so that what is appended begins with a line break. */
  readonly openEnd: boolean;
}

const kinds: ReadonlySet<unknown> = new Set(["batch", "problem", "override", "snapshot", "start"]);

/** The log is our own: a line that is JSON and has a kind is whole, since half an object is no JSON. */
function entryOf(line: string): LogEntry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("kind" in value)) return undefined;
    return kinds.has(value.kind) ? (value as LogEntry) : undefined;
  } catch {
    return undefined;
  }
}

export function readLog(text: string): LogReading {
  const lines = text.split("\n").filter((line) => line !== "");
  const entries = lines.flatMap((line) => entryOf(line) ?? []);
  return {
    entries,
    torn: lines.length - entries.length,
    openEnd: text !== "" && !text.endsWith("\n"),
  };
}

export function logLine(entry: LogEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

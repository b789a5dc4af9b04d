/** `mlm live simulate RESULTS`: a feed for a rehearsal, made of the results of a past night, on standard output. */
import { readFile } from "node:fs/promises";
import { exitCodes, type ExitCode } from "../../terminal/exit-codes.js";
import {
  feedLines,
  readFeed,
  readTime,
  simulateFeed,
  type NightToSimulate,
} from "../../workflows/election-night/feed/index.js";
import { readFormat } from "./read-options.js";
import { usage } from "./tell.js";

export interface SimulateOptions {
  readonly column: readonly string[];
  /** The column by which small units come first. */
  readonly size?: string;
  readonly order: NightToSimulate["order"];
  readonly begin: string;
  readonly hours: string;
  readonly seed: string;
}

function nightOf({ order, begin, hours, seed }: SimulateOptions): NightToSimulate | string {
  const time = readTime(begin);
  if (time === undefined) return `--begin ${begin}: write it as 2026-11-03T19:00-05:00`;
  if (!(Number(hours) > 0 && Number(hours) <= 100)) return "--hours takes a number of hours";
  if (!Number.isSafeInteger(Number(seed))) return "--seed takes a whole number";
  return { order, begin: time, hours: Number(hours), seed: Number(seed) };
}

export async function simulateCommand(file: string, options: SimulateOptions): Promise<ExitCode> {
  const night = nightOf(options);
  if (typeof night === "string") return usage(night);
  const { column, size } = options;
  const format = readFormat({ column, complete: true }, size === undefined ? [] : [size]);
  if (typeof format === "string") return usage(format);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return usage(`${file} cannot be read`);
  const { messages, refused } = readFeed({ text }, format, Infinity);
  const [first] = refused;
  if (first !== undefined)
    return usage(`${file}, line ${first.line ?? 0}: ${first.message} (${first.text.slice(0, 60)})`);
  // The column is read as a grouping would be: its text is among the areas.
  const finals = messages.map(({ unit, counted, areas = {} }) => ({
    unit,
    counted,
    size: size === undefined ? counted : Number(areas[size] ?? NaN),
  }));
  if (finals.some((final) => Number.isNaN(final.size)))
    return usage(`--size ${size ?? ""}: the table has no such column of numbers`);
  process.stdout.write(feedLines(simulateFeed(finals, night)));
  return exitCodes.done;
}

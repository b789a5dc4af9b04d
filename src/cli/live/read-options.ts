/** The options of `mlm live` into settings, or what is wrong with one of them in a sentence. */
import {
  crosswalkProblem,
  messageParts,
  readCrosswalk,
  usualRules,
  type Crosswalk,
  type FeedFormat,
  type MessagePart,
  type StatusRules,
} from "../../workflows/election-night/feed/index.js";
import { usualGates, type GateSettings } from "../../workflows/election-night/gates/index.js";
import { nearestName } from "../../diagnostics/index.js";
import { splitDelimited } from "../../data/delimited-text.js";

/** As they are typed. */
export interface FormatOptions {
  readonly complete?: true;
  /** `unit=precinct_id`. */
  readonly column: readonly string[];
}

export interface GateOptions {
  readonly publishAt?: string;
  readonly areasAt?: string;
  readonly gap?: string;
  readonly reportedAt?: string;
  readonly plausible?: string;
}

const isPart = (name: string): name is MessagePart =>
  (messageParts as readonly string[]).includes(name);

export function readFormat(
  { complete, column }: FormatOptions,
  by: readonly string[],
): FeedFormat | string {
  const columns: Partial<Record<MessagePart, string>> = {};
  for (const text of column) {
    const split = text.indexOf("=");
    const part = text.slice(0, Math.max(0, split)).trim();
    if (split < 1 || split === text.length - 1) return `--column ${text}: write it as unit=name`;
    if (!isPart(part)) {
      const nearest = nearestName(part, messageParts);
      const help = nearest === undefined ? messageParts.join(", ") : `did you mean ${nearest}?`;
      return `--column ${text}: a message has no ${part}; ${help}`;
    }
    columns[part] = text.slice(split + 1).trim();
  }
  return { columns, by, ...(complete && { complete }) };
}

function numberWithin(
  text: string | undefined,
  usual: number,
  [low, high]: readonly [number, number],
): number | undefined {
  if (text === undefined) return usual;
  const value = text.trim() === "" ? NaN : Number(text);
  return value >= low && value <= high ? value : undefined;
}

export interface LiveRules {
  readonly rules: StatusRules;
  readonly gates: GateSettings;
}

function plausibleIn(text: string | undefined): readonly [number, number] | undefined {
  if (text === undefined) return usualRules.plausible;
  const [low = NaN, high = NaN, ...rest] = text.split(",").map(Number);
  return rest.length === 0 && low >= 0 && high > low ? [low, high] : undefined;
}

/** `publishAt` is that of the model file. */
export function readRules(options: GateOptions, publishAt: number): LiveRules | string {
  const publish = numberWithin(options.publishAt, publishAt, [0, 1]);
  if (publish === undefined) return "--publish-at takes a share of the units between 0 and 1";
  const areas = numberWithin(options.areasAt, usualGates.areasAt, [0, 1]);
  if (areas === undefined) return "--areas-at takes a share of the areas between 0 and 1";
  const gap = numberWithin(options.gap, usualGates.gap / 60, [0, 10_000]);
  if (gap === undefined) return "--gap takes a number of minutes";
  const reportedAt = numberWithin(options.reportedAt, usualRules.reportedAt, [0.01, 1]);
  if (reportedAt === undefined) return "--reported-at takes a share of the count between 0 and 1";
  const plausible = plausibleIn(options.plausible);
  if (plausible === undefined)
    return "--plausible takes two multiples of the last count, such as 0.2,5";
  return {
    rules: { reportedAt, plausible },
    gates: { ...usualGates, publishAt: publish, areasAt: areas, gap: 60 * gap },
  };
}

/** A table with the columns from, to and share. */
export function readCrosswalkTable(text: string): Crosswalk | string {
  const { records, failure } = splitDelimited(text.replace(/^\ufeff/u, ""), ",");
  if (failure !== undefined) return failure.message;
  const [header = [], ...rows] = records;
  const at = ["from", "to", "share"].map((name) => header.indexOf(name));
  const [from = -1, to = -1, share = -1] = at;
  if (at.includes(-1)) return "it needs the columns from, to and share";
  const crosswalk = rows.map((fields) => ({
    from: fields[from] ?? "",
    to: fields[to] ?? "",
    share: Number(fields[share] ?? NaN),
  }));
  return crosswalkProblem(crosswalk) ?? readCrosswalk(crosswalk);
}

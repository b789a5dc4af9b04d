/** What a feed says of a night's units, for programs that run a night of their own. */
import {
  crosswalkProblem,
  newsAmong,
  readCrosswalk,
  readFeed,
  reportsOf,
  usualRules,
  withNews,
  type CrosswalkRow,
  type FeedFormat,
  type NightReports,
  type Refusal,
  type StatusRules,
  type Words,
} from "../workflows/election-night/feed/index.js";
import type { NightValue } from "../workflows/election-night/index.js";

export interface ReadReportsOptions extends Omit<FeedFormat, "by"> {
  readonly rules?: Partial<StatusRules>;
  /** Units that were split, merged or renamed. */
  readonly crosswalk?: readonly CrosswalkRow[];
  /** Units that the model does not learn from. */
  readonly blocked?: readonly string[];
  /** Milliseconds since 1970: messages from more than a day later are refused. */
  readonly now?: number;
}

export interface ReadReports extends NightReports {
  readonly refused: readonly Refusal[];
}

/**
 * The latest word on every unit, from the texts of a feed in the order in which they came: what `night.forecast` takes.
 * Throws a `RangeError` where the shares of the crosswalk do not add up.
 */
export function readReports(
  { night }: NightValue,
  texts: readonly string[],
  options: ReadReportsOptions = {},
): ReadReports {
  const { rules, crosswalk = [], blocked = [], now = Infinity, ...format } = options;
  const problem = crosswalkProblem(crosswalk);
  if (problem !== undefined) throw new RangeError(problem);
  const refused: Refusal[] = [];
  let words: Words = new Map();
  texts.forEach((text, arrived) => {
    const reading = readFeed({ text }, { ...format, by: night.by }, now);
    refused.push(...reading.refused);
    words = withNews(words, newsAmong(reading.messages, words, arrived));
  });
  const { reports, notes } = reportsOf({
    words,
    crosswalk: readCrosswalk(crosswalk),
    units: night.units,
    blocked: new Map(blocked.map((unit) => [unit, { counts: true, reason: "by the program" }])),
    rules: { ...usualRules, ...rules },
  });
  return { reports, notes, refused };
}

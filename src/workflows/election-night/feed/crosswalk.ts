/** Units of the feed that are several of the model's, or part of one: votes are passed on by stated shares. */
import type { Word, Words } from "./words.js";

export interface CrosswalkRow {
  /** As the feed calls it. */
  readonly from: string;
  readonly to: string;
  /** Of its votes; the shares of a unit add up to one. */
  readonly share: number;
}

/** By the feed's name, in order of target. */
export type Crosswalk = ReadonlyMap<string, readonly CrosswalkRow[]>;

const tolerance = 1e-6;

/** What is wrong with the rows, in one sentence; undefined when they are a crosswalk. */
export function crosswalkProblem(rows: readonly CrosswalkRow[]): string | undefined {
  const sums = new Map<string, number>();
  const seen = new Set<string>();
  for (const { from, to, share } of rows) {
    if (!(share > 0 && share <= 1))
      return `the share of ${from} in ${to} is not above 0 and at most 1`;
    const key = JSON.stringify([from, to]);
    if (seen.has(key)) return `${from} is passed on to ${to} twice`;
    seen.add(key);
    sums.set(from, (sums.get(from) ?? 0) + share);
  }
  for (const [from, sum] of sums)
    if (Math.abs(sum - 1) > tolerance)
      return `the shares of ${from} add up to ${String(sum)}, not to 1`;
  return undefined;
}

export function readCrosswalk(rows: readonly CrosswalkRow[]): Crosswalk {
  const sorted = rows.toSorted((left, right) => (left.to < right.to ? -1 : 1));
  const crosswalk = new Map<string, CrosswalkRow[]>();
  for (const row of sorted) crosswalk.set(row.from, [...(crosswalk.get(row.from) ?? []), row]);
  return crosswalk;
}

/** Whole votes that add up to `votes`: rounded down, what is left to the largest remainders. */
function apportion(votes: number, shares: readonly number[]): readonly number[] {
  const exact = shares.map((share) => share * votes);
  const whole = exact.map((value) => Math.floor(value + tolerance));
  let left = votes - whole.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - whole[at]! }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder) {
    if (left <= 0) break;
    whole[at]!++;
    left--;
  }
  return whole;
}

/** What the feed's words come to for one unit of the model. */
export interface UnitCount {
  readonly unit: string;
  readonly counted: number;
  /** The smallest of the shares of the words that it is made of; absent while no word is there on one of them. */
  readonly share?: number;
  readonly areas?: Readonly<Record<string, string>>;
}

function partsOf(word: Word, crosswalk: Crosswalk): readonly UnitCount[] {
  const { unit, counted, share, areas } = word;
  const rows = crosswalk.get(unit);
  if (rows === undefined) return [{ unit, counted, share, ...(areas && { areas }) }];
  const votes = apportion(
    counted,
    rows.map((row) => row.share),
  );
  return rows.map(({ to }, at) => ({ unit: to, counted: votes[at]!, share }));
}

/** Parts of a unit that the feed has not named yet are not in: their names come from the crosswalk. */
function waitingParts(words: Words, crosswalk: Crosswalk): ReadonlySet<string> {
  const waiting = new Set<string>();
  for (const [from, rows] of crosswalk)
    if (!words.has(from)) for (const { to } of rows) waiting.add(to);
  return waiting;
}

/** By unit of the model; units that no word is about are absent. */
export function countUnits(words: Words, crosswalk: Crosswalk): ReadonlyMap<string, UnitCount> {
  const counts = new Map<string, UnitCount>();
  const waiting = waitingParts(words, crosswalk);
  const ordered = [...words.values()].sort((left, right) => (left.unit < right.unit ? -1 : 1));
  for (const part of ordered.flatMap((word) => partsOf(word, crosswalk))) {
    const before = counts.get(part.unit);
    const { unit, areas } = part;
    const counted = part.counted + (before?.counted ?? 0);
    const share = Math.min(part.share ?? 1, before?.share ?? 1);
    counts.set(unit, {
      unit,
      counted,
      ...(!waiting.has(unit) && { share }),
      ...((areas ?? before?.areas) && { areas: areas ?? before?.areas ?? {} }),
    });
  }
  return counts;
}

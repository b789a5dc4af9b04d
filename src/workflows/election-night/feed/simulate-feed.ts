/** A made-up night of known results: who reports when, first in part and then whole, some corrected downwards. */
import { openStream } from "../../../math/index.js";
import type { RandomStream } from "../../../math/index.js";
import type { FeedMessage } from "./message.js";

export interface FinalCount {
  readonly unit: string;
  readonly counted: number;
  /** For the order; where it is the final count itself, units that come early are also those that voted little. */
  readonly size: number;
}

export interface NightToSimulate {
  readonly order: "random" | "small-first";
  /** Milliseconds since 1970. */
  readonly begin: number;
  readonly hours: number;
  readonly seed: number;
}

/** A unit says half of it is in before it says that all is; one in twenty is corrected downwards at the end. */
const partialShare = 0.5;
const corrected = 0.05;
const hour = 3_600_000;

/** Each unit's place in the night, in (0, 1): small units come early on the whole, not one by one. */
function placesOf(
  finals: readonly FinalCount[],
  order: NightToSimulate["order"],
  random: RandomStream,
): readonly number[] {
  const chances = finals.map(() => random.uniform());
  if (order === "random") return chances;
  const bySize = finals.map((_, at) => at).sort((a, b) => finals[a]!.size - finals[b]!.size);
  const ranks = new Array<number>(finals.length).fill(0);
  bySize.forEach((at, rank) => (ranks[at] = (rank + 0.5) / finals.length));
  return ranks.map((rank, at) => 0.8 * rank + 0.2 * chances[at]!);
}

function messagesOf(
  { unit, counted }: FinalCount,
  end: number,
  { begin }: NightToSimulate,
  random: RandomStream,
): readonly FeedMessage[] {
  const said = (share: number, votes: number, time: number): FeedMessage => ({
    unit,
    counted: votes,
    share,
    time: Math.round(time),
  });
  const between = begin + (0.4 + 0.5 * random.uniform()) * (end - begin);
  const tooMany = random.uniform() < corrected ? Math.ceil(0.03 * counted) : 0;
  return [
    said(partialShare, Math.round(partialShare * counted), between),
    ...(tooMany > 0 ? [said(0.98, counted + tooMany, end - 60_000)] : []),
    said(1, counted, end),
  ];
}

/** In the order of time. */
export function simulateFeed(
  finals: readonly FinalCount[],
  night: NightToSimulate,
): readonly FeedMessage[] {
  const random = openStream(night.seed, `feed:${night.order}`);
  const places = placesOf(finals, night.order, random);
  return finals
    .flatMap((final, at) => {
      const end = night.begin + (0.05 + 0.95 * places[at]!) * night.hours * hour;
      return messagesOf(final, end, night, random);
    })
    .sort((a, b) => (a.time ?? 0) - (b.time ?? 0) || (a.unit < b.unit ? -1 : 1));
}

/** As JSON lines, with times in words. */
export function feedLines(messages: readonly FeedMessage[]): string {
  return messages
    .map(({ time, ...message }) => {
      const written = time === undefined ? {} : { time: new Date(time).toISOString() };
      return `${JSON.stringify({ ...message, ...written })}\n`;
    })
    .join("");
}

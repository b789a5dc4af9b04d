/** The latest word on every unit: what is left of a feed, in whatever order its messages came. */
import type { FeedMessage } from "./message.js";

/** A message with the moment at which its batch arrived, which stands in where it has neither time nor number. */
export interface Word extends FeedMessage {
  readonly arrived?: number;
}

/** By the feed's names of units. */
export type Words = ReadonlyMap<string, Word>;

const order = (left: number, right: number): number => (left < right ? -1 : left > right ? 1 : 0);

/** Sorted keys, so that equal contents have equal texts. */
const contentOf = ({ counted, share, areas }: Word): string =>
  JSON.stringify([counted, share, Object.entries(areas ?? {})]);

/**
 * Later by time, then by number, then larger by content: a total order, so that the latest of a set of
 * words does not depend on how the set came together. Messages with a number only are older than any with a time.
 */
export function compareWords(left: Word, right: Word): number {
  const momentOf = ({ time, arrived }: Word): number => time ?? arrived ?? -Infinity;
  return (
    order(momentOf(left), momentOf(right)) ||
    order(left.seq ?? -Infinity, right.seq ?? -Infinity) ||
    order(left.counted, right.counted) ||
    order(left.share, right.share) ||
    (contentOf(left) < contentOf(right) ? -1 : Number(contentOf(left) > contentOf(right)))
  );
}

/** The stamp of arrival is for messages that have none of their own. */
function wordOf(message: FeedMessage, arrived: number): Word {
  return message.time === undefined && message.seq === undefined
    ? { ...message, arrived }
    : message;
}

/** Whether the word changes what is known of its unit: a repetition without a stamp of its own does not. */
function isNews(word: Word, before: Word | undefined): boolean {
  if (before === undefined) return true;
  if (compareWords(word, before) <= 0) return false;
  return word.arrived === undefined || contentOf(word) !== contentOf(before);
}

/** Of a batch, the latest word on each unit. */
function latestAmong(messages: readonly FeedMessage[], arrived: number): ReadonlyMap<string, Word> {
  const latest = new Map<string, Word>();
  for (const message of messages) {
    const word = wordOf(message, arrived);
    const before = latest.get(word.unit);
    if (before === undefined || compareWords(word, before) > 0) latest.set(word.unit, word);
  }
  return latest;
}

/** The words that are news, in order of unit. */
export function newsAmong(
  messages: readonly FeedMessage[],
  words: Words,
  arrived: number,
): readonly Word[] {
  return [...latestAmong(messages, arrived).values()]
    .filter((word) => isNews(word, words.get(word.unit)))
    .sort((left, right) => (left.unit < right.unit ? -1 : 1));
}

/** Words that say something else than what is known; the others only say it again, later. */
export function countChanges(news: readonly Word[], words: Words): number {
  return news.filter((word) => {
    const before = words.get(word.unit);
    return before === undefined || contentOf(before) !== contentOf(word);
  }).length;
}

export function withNews(words: Words, news: readonly Word[]): Words {
  if (news.length === 0) return words;
  const merged = new Map(words);
  for (const word of news) merged.set(word.unit, word);
  return merged;
}

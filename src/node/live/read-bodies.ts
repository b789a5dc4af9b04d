/** Bodies that grow, change or stay into messages: what was read before is not read again. */
import { createHash } from "node:crypto";
import {
  headerOf,
  readFeed,
  type FeedFormat,
  type FeedReading,
} from "../../workflows/election-night/feed/index.js";
import type { FeedPosition } from "../../workflows/election-night/log/index.js";
import type { FeedBody, HeardBatch } from "./feed-source.js";

const lineFeed = 0x0a;
const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The most of the body's bytes that were read before, whatever the source said in between. */
function readBefore(bytes: Uint8Array, positions: readonly FeedPosition[]): number {
  const known = positions
    .filter((position) => position.bytes <= bytes.length)
    .toSorted((a, b) => b.bytes - a.bytes);
  const own = known.find(({ bytes: read, hash }) => digestOf(bytes.subarray(0, read)) === hash);
  return own?.bytes ?? 0;
}

const isArray = (bytes: Uint8Array): boolean =>
  textOf(bytes.subarray(0, 64)).trimStart().startsWith("[");

/** Up to the last line break, unless the end of the body is known to be the end of a message. */
function readableEnd(bytes: Uint8Array, settled: boolean): number {
  return settled ? bytes.length : bytes.lastIndexOf(lineFeed) + 1;
}

function linesBefore(bytes: Uint8Array, end: number): number {
  let lines = 0;
  for (let at = 0; at < end; at++) if (bytes[at] === lineFeed) lines++;
  return lines;
}

function readPart(
  bytes: Uint8Array,
  [start, end]: readonly [number, number],
  format: FeedFormat,
  now: number,
): FeedReading {
  const text = textOf(bytes.subarray(start, end));
  const firstLine = 1 + linesBefore(bytes, start);
  if (start === 0) return readFeed({ text, firstLine }, format, now);
  const header = headerOf(textOf(bytes.subarray(0, start))) ?? "none";
  return readFeed({ text, firstLine, header }, format, now);
}

export interface BodyReader {
  /** Undefined when the body has nothing new. */
  read(body: FeedBody, now: number): HeardBatch | undefined;
}

/** A page of garbage between two bodies must not make the second one new. */
const remembered = 4;

/** Goes on where a run before this one stopped. */
export function openBodyReader(
  format: FeedFormat,
  before: ReadonlyMap<string, FeedPosition>,
): BodyReader {
  const positions = new Map([...before].map(([source, position]) => [source, [position]]));
  const lengths = new Map<string, number>();
  return {
    read({ source, bytes, whole }, now) {
      const known = positions.get(source) ?? [];
      const start = readBefore(bytes, known);
      // What has not grown since the last look is not being written any more.
      const settled = whole || lengths.get(source) === bytes.length || isArray(bytes);
      lengths.set(source, bytes.length);
      const end = readableEnd(bytes, settled);
      if (end <= start) return undefined;
      const reading = readPart(bytes, [isArray(bytes) ? 0 : start, end], format, now);
      const position = { bytes: end, hash: digestOf(bytes.subarray(0, end)) };
      positions.set(source, [position, ...known].slice(0, remembered));
      return { source, reading, position };
    },
  };
}

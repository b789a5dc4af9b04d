/** The feed that the user named: an address, a file, a folder, or `-` for standard input. */
import { stat } from "node:fs/promises";
import type { FeedFormat } from "../../workflows/election-night/feed/index.js";
import type { FeedPosition } from "../../workflows/election-night/log/index.js";
import type { FeedSource, LiveClock } from "./feed-source.js";
import { fileSource, folderSource, largestBody } from "./file-source.js";
import { openBodyReader } from "./read-bodies.js";
import { streamSource } from "./stream-source.js";
import { urlSource } from "./url-source.js";

export interface FeedOptions {
  readonly format: FeedFormat;
  /** How far sources were read by a run before this one. */
  readonly positions: ReadonlyMap<string, FeedPosition>;
  readonly clock: LiveClock;
  /** It is looked at once: what is there is all. */
  readonly final: boolean;
  /** Milliseconds for one attempt at an address, its body included. */
  readonly timeout?: number;
  /** Milliseconds before further attempts. */
  readonly delays?: readonly number[];
  /** The most bytes that an address may answer with. */
  readonly largest?: number;
}

const usualTimeout = 20_000;
const usualDelays: readonly number[] = [1000, 2000, 4000];
const scheme = /^[a-z][a-z\d+.-]*:\/\//iu;

/** An address that can be asked, or what is wrong with it. */
function addressIn(text: string): URL | string {
  if (!URL.canParse(text)) return `${text} is no address`;
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return `${url.protocol}// is not asked: a feed has an http or https address`;
  return url.username === "" && url.password === ""
    ? url
    : "an address with a password in it is not asked";
}

/** What is wrong with the name of a feed, as far as the name alone tells. */
export function feedProblem(feed: string): string | undefined {
  const url = scheme.test(feed) ? addressIn(feed) : undefined;
  return typeof url === "string" ? url : undefined;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** The source, or what is wrong with the name in one sentence. A file may come later. */
export async function openFeed(feed: string, options: FeedOptions): Promise<FeedSource | string> {
  const { format, positions, clock, final } = options;
  if (feed === "-") return streamSource(process.stdin, format);
  const reader = openBodyReader(format, positions);
  if (!scheme.test(feed)) {
    const given = { path: feed, reader, final };
    return (await isFolder(feed)) ? folderSource(given) : fileSource(given);
  }
  const url = addressIn(feed);
  if (typeof url === "string") return url;
  const { timeout = usualTimeout, delays = usualDelays, largest = largestBody } = options;
  return urlSource({ url, reader, clock, final, timeout, delays, largest });
}

/** `mlm live check FEED`: what the feed looks like, before the night. */
import { machineClock } from "../../node/live/live-clock.js";
import { names, textIn } from "../../node/live/night-folder.js";
import { openFeed } from "../../node/live/open-feed.js";
import { renderTable } from "../../report/index.js";
import { exitCodes, type ExitCode } from "../../terminal/exit-codes.js";
import { widthOf } from "../../terminal/streams.js";
import { checkFeed } from "../../workflows/election-night/feed/index.js";
import { readSnapshot } from "../../workflows/election-night/snapshots/index.js";
import { readFormat, type FormatOptions } from "./read-options.js";
import { usage } from "./tell.js";

export interface FeedCheckOptions extends FormatOptions {
  /** The folder of a night, whose units are expected. */
  readonly out?: string;
}

async function expectedIn(folder: string | undefined): Promise<ReadonlySet<string> | undefined> {
  if (folder === undefined) return undefined;
  const latest = readSnapshot(await textIn(folder, names.latest));
  if (latest === undefined) return undefined;
  const own = latest.forecast.units.filter(({ status }) => status !== "unexpected");
  return new Set(own.map(({ unit }) => unit));
}

export async function feedCheckCommand(feed: string, options: FeedCheckOptions): Promise<ExitCode> {
  const format = readFormat(options, []);
  if (typeof format === "string") return usage(format);
  const given = { format, positions: new Map<string, never>(), clock: machineClock, final: true };
  const source = await openFeed(feed, given);
  if (typeof source === "string") return usage(source);
  const { signal } = new AbortController();
  const batches = [];
  for (;;) {
    const look = await source.look(Date.now(), signal);
    if (look.kind === "problem") return usage(look.message);
    batches.push(...look.batches);
    if (look.ended) break;
    await machineClock.wait(100, signal);
  }
  source.close();
  const expected = await expectedIn(options.out);
  const refused = batches.flatMap(({ reading }) => reading.refused);
  const messages = batches.flatMap(({ reading }) => reading.messages);
  const table = checkFeed({ messages, refused, ...(expected && { expected }) });
  process.stdout.write(`${renderTable(table, { width: widthOf(process.stdout), color: false })}\n`);
  return refused.length === 0 ? exitCodes.done : exitCodes.errors;
}

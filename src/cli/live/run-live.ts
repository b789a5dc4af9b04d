/** `mlm live MODEL --feed WHERE`: the night itself, from the model file to the last snapshot. */
import { basename } from "node:path";
import { machineClock } from "../../node/live/live-clock.js";
import type { FeedSource, LiveClock } from "../../node/live/feed-source.js";
import { openLog } from "../../node/live/night-folder.js";
import { lockNight } from "../../node/live/night-lock.js";
import { openFeed } from "../../node/live/open-feed.js";
import { rehearse } from "../../node/live/rehearsal.js";
import type { LookReport } from "../../node/live/night-run.js";
import { runNight } from "../../node/live/run-night.js";
import { readVersion } from "../../node/version.js";
import { nightPage } from "../../report/night-page/night-page.js";
import { exitCodes, type ExitCode } from "../../terminal/exit-codes.js";
import { lookLine } from "../../terminal/look-line.js";
import { stateOf } from "../../workflows/election-night/log/index.js";
import {
  prepareNight,
  readLiveOptions,
  type LiveOptions,
  type Prepared,
  type Said,
} from "./live-settings.js";
import { readFormat } from "./read-options.js";
import { tell, usage } from "./tell.js";

/** Ctrl-C once: the night ends after what it is doing; twice ends the process. */
function listenForTheEnd(): AbortController {
  const ending = new AbortController();
  const stop = (): void => {
    if (ending.signal.aborted) process.exit(exitCodes.interrupted);
    ending.abort();
    tell("finishing the snapshot; Ctrl-C again ends mlm at once");
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return ending;
}

async function sourceOf(
  { value, every }: Prepared,
  options: LiveOptions,
  positions: Parameters<typeof openFeed>[1]["positions"],
  signal: AbortSignal,
): Promise<{ readonly source: FeedSource; readonly clock: LiveClock } | string> {
  const format = readFormat(options, value.night.by);
  if (typeof format === "string") return format;
  const source = await openFeed(options.feed, {
    format,
    positions,
    clock: machineClock,
    final: options.once === true || options.rehearse === true,
    timeout: 1000 * Number(options.timeout),
  });
  if (typeof source === "string") return source;
  if (options.rehearse !== true) return { source, clock: machineClock };
  const rehearsal = await rehearse(source, every, signal);
  if (rehearsal === undefined) return "--rehearse needs a feed whose messages have times";
  return "message" in rehearsal ? rehearsal.message : rehearsal;
}

async function runPrepared(
  file: string,
  prepared: Prepared,
  options: LiveOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { value, settings, every } = prepared;
  const { out, once, zone, title } = options;
  const log = await openLog(out);
  if (log.torn > 0) tell(`${log.torn} torn line${log.torn === 1 ? "" : "s"} of the log left out`);
  const opened = await sourceOf(prepared, options, stateOf(log.entries).positions, signal);
  if (typeof opened === "string") {
    await log.close();
    return usage(opened);
  }
  const heading = title ?? `${value.countColumn}, ${basename(file, ".mlm")}`;
  const refresh = Math.max(5, Math.min(60, every / 1000));
  const version = readVersion();
  const onLook = (look: LookReport): void => void process.stderr.write(`${lookLine(look, zone)}\n`);
  const { problem } = await runNight({
    ...opened,
    night: value.night,
    settings,
    folder: out,
    log,
    every,
    once: once === true,
    signal,
    version,
    page: (shown) => nightPage({ ...shown, title: heading, zone, version, refresh }),
    onLook,
  });
  await log.close();
  return once && problem !== undefined ? exitCodes.errors : exitCodes.done;
}

/** One run has the folder, from before its model is fitted. */
async function runLocked(
  file: string,
  said: Said,
  options: LiveOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const lock = await lockNight(options.out);
  if (typeof lock === "number")
    return usage(`${options.out} is the folder of a night that runs (process ${lock})`);
  try {
    const prepared = await prepareNight(file, said, options, signal);
    if (typeof prepared === "number") return prepared;
    if (signal.aborted) return exitCodes.interrupted;
    return await runPrepared(file, prepared, options, signal);
  } finally {
    await lock.release();
  }
}

export async function runLive(file: string, options: LiveOptions): Promise<ExitCode> {
  const said = await readLiveOptions(options);
  if (typeof said === "string") return usage(said);
  const { signal } = listenForTheEnd();
  try {
    return await runLocked(file, said, options, signal);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    tell(`the night cannot be kept in ${options.out} (${String(error.code)}): ${error.message}`);
    return exitCodes.errors;
  }
}

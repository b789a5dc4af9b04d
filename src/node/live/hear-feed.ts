/** What a look hears, as entries of the log: overrides that commands have left, then what the feed says. */
import { countChanges, newsAmong } from "../../workflows/election-night/feed/index.js";
import {
  stateOf,
  type LogEntry,
  type NightState,
} from "../../workflows/election-night/log/index.js";
import type { HeardBatch, Look } from "./feed-source.js";
import { overridesSince } from "./night-folder.js";
import type { NightRun } from "./night-run.js";

function entryOf(
  { source, reading, position }: HeardBatch,
  time: number,
  state: NightState,
): LogEntry {
  const { messages, refused, sent } = reading;
  const words = newsAmong(messages, state.words, time);
  return {
    kind: "batch",
    time,
    source,
    ...(position && { position }),
    sent,
    accepted: messages.length,
    words,
    changed: countChanges(words, state.words),
    refused,
  };
}

/** Each batch is set against what the ones before it said. */
function hear(
  batches: readonly HeardBatch[],
  time: number,
  before: NightState,
): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  let state = before;
  for (const batch of batches) {
    const entry = entryOf(batch, time, state);
    entries.push(entry);
    state = stateOf([entry], state);
  }
  return entries;
}

/** A look that Ctrl-C broke off is no fault of the feed. */
function heardIn(
  look: Look,
  time: number,
  before: NightState,
  signal: AbortSignal,
): readonly LogEntry[] {
  if (look.kind === "heard") return hear(look.batches, time, before);
  return signal.aborted ? [] : [{ ...look, time }];
}

export interface Heard {
  readonly state: NightState;
  readonly look: Look;
  readonly entries: readonly LogEntry[];
}

/** All of it is in the log before anything is made of it. */
export async function hearFeed(run: NightRun, before: NightState): Promise<Heard> {
  const { source, folder, log, clock, signal } = run;
  const overrides = await overridesSince(folder, before.overrides);
  const look = await source.look(clock.now(), signal);
  const time = clock.now();
  const decided = stateOf(overrides, before);
  const entries = heardIn(look, time, decided, signal);
  await log.append([...overrides, ...entries]);
  return { state: stateOf(entries, decided), look, entries };
}

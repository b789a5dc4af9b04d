/** The loop of election night: look, write down, forecast, decide, show; a kill at any moment loses nothing. */
import {
  emptyNight,
  stateOf,
  type LogEntry,
  type NightState,
} from "../../workflows/election-night/log/index.js";
import { forecastOf } from "../../workflows/election-night/snapshots/index.js";
import { hearFeed } from "./hear-feed.js";
import type { Carried, NightRun } from "./night-run.js";
import { publishSnapshot, refreshForecast, showAgain } from "./publish-snapshot.js";

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

async function oneLook(run: NightRun, before: Carried) {
  const { state, look, entries } = await hearFeed(run, before.state);
  const begun = performance.now();
  const { carried, written } = await publishSnapshot(run, before, state);
  const batches = entries.flatMap((entry) => (entry.kind === "batch" ? [entry] : []));
  run.onLook({
    snapshot: carried.last,
    state: carried.state,
    looked: run.clock.now(),
    sent: sum(batches.map(({ sent }) => sent)),
    refused: sum(batches.map(({ refused }) => refused.length)),
    news: sum(batches.map(({ changed }) => changed)),
    ...(look.kind === "problem" && { problem: look.message }),
    written,
    milliseconds: performance.now() - begun,
  });
  return { carried, ended: look.kind === "heard" && look.ended };
}

/** From the log alone: what was known, and what had been forecast of it. */
async function resume(run: NightRun): Promise<Carried> {
  const { night, settings, log, clock, version, source } = run;
  const nothing = { now: forecastOf(night, emptyNight, settings), known: emptyNight };
  await showAgain(run, nothing);
  const start: LogEntry = {
    kind: "start",
    time: clock.now(),
    model: night.hash,
    version,
    source: source.name,
  };
  await log.append([start]);
  const state = stateOf([...log.entries, start]);
  const seen = refreshForecast(run, nothing, state.seen);
  const { now, known } = refreshForecast(run, seen, state);
  return { state, before: seen.now.forecast, now, known };
}

/** Ends when the feed does, after one look where `once` says so, or at the signal; resolves to the state then. */
export async function runNight(run: NightRun): Promise<NightState> {
  const { clock, every, once, signal, source } = run;
  let carried = await resume(run);
  for (;;) {
    const due = clock.now() + every;
    const look = await oneLook(run, carried);
    ({ carried } = look);
    if (once || look.ended) break;
    await clock.wait(Math.max(0, due - clock.now()), signal);
    if (signal.aborted) break;
  }
  source.close();
  return carried.state;
}

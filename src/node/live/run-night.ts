/** The loop of election night: look, write down, forecast, decide, show; a kill at any moment loses nothing. */
import { countChanges, newsAmong } from "../../workflows/election-night/feed/index.js";
import {
  isSameEvidence,
  stateOf,
  type LogEntry,
  type NightState,
  type SnapshotEntry,
} from "../../workflows/election-night/log/index.js";
import type { Night, NightForecast } from "../../workflows/election-night/night.js";
import {
  forecastOf,
  snapshotDocument,
  takeSnapshot,
  type Forecasted,
  type NightSettings,
  type Snapshot,
  type TakenSnapshot,
} from "../../workflows/election-night/snapshots/index.js";
import type { FeedSource, HeardBatch, LiveClock, Look } from "./feed-source.js";
import {
  digestOf,
  names,
  overridesSince,
  snapshotName,
  textIn,
  writeInto,
  type NightLog,
} from "./night-folder.js";

export interface Shown {
  readonly snapshot: Snapshot;
  readonly state: NightState;
  /** When the feed was last looked at, in milliseconds since 1970. */
  readonly looked: number;
}

export interface NightRun {
  readonly night: Night;
  readonly settings: NightSettings;
  readonly source: FeedSource;
  readonly folder: string;
  readonly log: NightLog;
  readonly clock: LiveClock;
  /** Milliseconds between looks. */
  readonly every: number;
  /** Ends after one look. */
  readonly once: boolean;
  /** Ctrl-C: the look that runs ends, its snapshot is finished. */
  readonly signal: AbortSignal;
  readonly version: string;
  readonly page: (shown: Shown) => string;
  /** After every look. */
  readonly onLook: (look: LookReport) => void;
}

export interface LookReport extends Shown {
  readonly sent: number;
  readonly refused: number;
  readonly news: number;
  readonly problem?: string;
  /** Whether a snapshot was written. */
  readonly written: boolean;
  /** Milliseconds from the end of the look to the last file. */
  readonly milliseconds: number;
}

/** What the loop carries from look to look. */
interface Carried {
  readonly state: NightState;
  /** Of the last snapshot. */
  readonly before: NightForecast;
  /** Of the state's evidence. */
  readonly now: Forecasted;
  readonly last?: Snapshot;
}

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

/** A forecast is a pure function of the evidence, and costs most of a look. */
function refreshed({ night, settings }: NightRun, before: Carried, state: NightState): Forecasted {
  return isSameEvidence(state, before.state) ? before.now : forecastOf(night, state, settings);
}

function snapshotEntry({ snapshot, earlier }: TakenSnapshot, text: string): SnapshotEntry {
  const { time, seq, model, reported, forecast, decision } = snapshot;
  return {
    kind: "snapshot",
    time,
    seq,
    hash: digestOf(text),
    model: model.hash,
    reported: reported.units,
    total: forecast.total,
    publish: decision.publish,
    reasons: decision.reasons,
    earlier,
  };
}

async function show({ folder, page }: NightRun, shown: Shown, text: string): Promise<void> {
  await writeInto(folder, snapshotName(shown.snapshot.seq), text);
  await writeInto(folder, names.latest, text);
  await writeInto(folder, names.page, page(shown));
}

/** Reasons change from look to look by their numbers; what counts is whether and by whom it is held. */
const isOther = (last: Snapshot, next: Snapshot): boolean =>
  last.decision.publish !== next.decision.publish ||
  last.decision.reasons.length !== next.decision.reasons.length;

/** In the log before it is shown: whatever a reader has seen is in the log. */
async function publish(run: NightRun, carried: Carried, state: NightState) {
  const { night, settings, clock, log } = run;
  const { before, last } = carried;
  const now = refreshed(run, carried, state);
  const taken = takeSnapshot({ night, state, settings, time: clock.now(), now, before });
  const isNews = !isSameEvidence(state, state.seen);
  const isDue =
    last === undefined || isNews || state.held !== last.held || isOther(last, taken.snapshot);
  if (!isDue) {
    const { time: looked } = taken.snapshot;
    await writeInto(run.folder, names.page, run.page({ snapshot: last, state, looked }));
    return { carried: { ...carried, state, now }, written: false };
  }
  const text = snapshotDocument(taken.snapshot);
  const entry = snapshotEntry(taken, text);
  await log.append([entry]);
  const next = stateOf([entry], state);
  const { snapshot } = taken;
  await show(run, { snapshot, state: next, looked: snapshot.time }, text);
  return { carried: { state: next, now, before: now.forecast, last: snapshot }, written: true };
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

/** Overrides that commands have left, then what the feed says; both are in the log before anything is made of them. */
async function lookOnce(run: NightRun, carried: Carried) {
  const { source, folder, log, clock, signal } = run;
  const overrides = await overridesSince(folder, carried.state.overrides);
  const look = await source.look(clock.now(), signal);
  const time = clock.now();
  const decided = stateOf(overrides, carried.state);
  const entries = heardIn(look, time, decided, signal);
  await log.append([...overrides, ...entries]);
  return { state: stateOf(entries, decided), look, entries };
}

async function oneLook(run: NightRun, carried: Carried) {
  const { clock } = run;
  const { state, look, entries } = await lookOnce(run, carried);
  const begun = performance.now();
  const { carried: next, written } = await publish(run, carried, state);
  const batches = entries.flatMap((entry) => (entry.kind === "batch" ? [entry] : []));
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0);
  if (next.last === undefined) throw new Error("the first look writes a snapshot");
  run.onLook({
    snapshot: next.last,
    state: next.state,
    looked: clock.now(),
    sent: sum(batches.map(({ sent }) => sent)),
    refused: sum(batches.map(({ refused }) => refused.length)),
    news: sum(batches.map(({ changed }) => changed)),
    ...(look.kind === "problem" && { problem: look.message }),
    written,
    milliseconds: performance.now() - begun,
  });
  return { carried: next, ended: look.kind === "heard" && look.ended };
}

/** The last snapshot in the log again, where a kill came before it was shown. */
async function showAgain(run: NightRun): Promise<void> {
  const { log, night, settings, folder } = run;
  const at = log.entries.findLastIndex(({ kind }) => kind === "snapshot");
  const entry = log.entries[at];
  if (entry?.kind !== "snapshot" || entry.model !== night.hash) return;
  if (digestOf(await textIn(folder, names.latest)) === entry.hash) return;
  const state = stateOf(log.entries.slice(0, at));
  const before = forecastOf(night, state.seen, settings).forecast;
  const now = forecastOf(night, state, settings);
  const { snapshot } = takeSnapshot({ night, state, settings, time: entry.time, now, before });
  const text = snapshotDocument(snapshot);
  if (digestOf(text) !== entry.hash) return;
  await show(run, { snapshot, state: stateOf([entry], state), looked: entry.time }, text);
}

async function resume(run: NightRun): Promise<Carried> {
  const { night, settings, log, clock, version, source } = run;
  await showAgain(run);
  const before = stateOf(log.entries);
  const start: LogEntry = {
    kind: "start",
    time: clock.now(),
    model: night.hash,
    version,
    source: source.name,
  };
  await log.append([start]);
  const state = stateOf([start], before);
  const seen = forecastOf(night, state.seen, settings);
  const isSame = isSameEvidence(state, state.seen);
  return { state, before: seen.forecast, now: isSame ? seen : forecastOf(night, state, settings) };
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

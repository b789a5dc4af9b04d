/** From what is known to what is shown: in the log first, then whole files. */
import {
  isSameEvidence,
  stateOf,
  type Evidence,
  type NightState,
  type SnapshotEntry,
} from "../../workflows/election-night/log/index.js";
import {
  forecastOf,
  snapshotDocument,
  takeSnapshot,
  type NightSettings,
  type Snapshot,
  type TakenSnapshot,
} from "../../workflows/election-night/snapshots/index.js";
import { digestOf, names, snapshotName, textIn, writeInto } from "./night-folder.js";
import type { Carried, NightRun, Shown } from "./night-run.js";

interface Refreshed extends Pick<Carried, "now" | "known"> {
  readonly settings: NightSettings;
}

/**
 * A forecast is a pure function of the evidence, and costs most of a look. A model that fails on a report must not end
 * the night: the forecast before stands, is held, and the next look tries again.
 */
export function refreshForecast(
  { night, settings }: NightRun,
  before: Pick<Carried, "now" | "known">,
  evidence: Evidence,
): Refreshed {
  if (isSameEvidence(evidence, before.known)) return { ...before, settings };
  try {
    return { now: forecastOf(night, evidence, settings), known: evidence, settings };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const caution = `the model fails on the newest reports: ${message}`;
    return { ...before, settings: { ...settings, caution } };
  }
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

function isDue(last: Snapshot | undefined, next: Snapshot, state: NightState): boolean {
  if (last === undefined || !isSameEvidence(state, state.seen)) return true;
  return state.held !== last.held || isOther(last, next);
}

export interface Published {
  readonly carried: Carried & { readonly last: Snapshot };
  /** Whether there is a new snapshot. */
  readonly written: boolean;
}

/** In the log before it is shown: whatever a reader has seen is in the log. */
export async function publishSnapshot(
  run: NightRun,
  carried: Carried,
  state: NightState,
): Promise<Published> {
  const { night, clock, log, folder, page } = run;
  const { before, last } = carried;
  const { now, known, settings } = refreshForecast(run, carried, state);
  const time = clock.now();
  const taken = takeSnapshot({ night, state, settings, time, now, before });
  const { snapshot } = taken;
  if (last !== undefined && !isDue(last, snapshot, state)) {
    await writeInto(folder, names.page, page({ snapshot: last, state, looked: time }));
    return { carried: { state, now, known, before, last }, written: false };
  }
  const text = snapshotDocument(snapshot);
  const entry = snapshotEntry(taken, text);
  await log.append([entry]);
  const next = stateOf([entry], state);
  await show(run, { snapshot, state: next, looked: time }, text);
  const shown = { state: next, now, known, before: now.forecast, last: snapshot };
  return { carried: shown, written: true };
}

/** The last snapshot in the log again, where a kill came before it was shown. */
export async function showAgain(
  run: NightRun,
  nothing: Pick<Carried, "now" | "known">,
): Promise<void> {
  const { log, night, settings, folder } = run;
  const at = log.entries.findLastIndex(({ kind }) => kind === "snapshot");
  const entry = log.entries[at];
  if (entry?.kind !== "snapshot" || entry.model !== night.hash) return;
  if (digestOf(await textIn(folder, names.latest)) === entry.hash) return;
  const state = stateOf(log.entries.slice(0, at));
  const seen = refreshForecast(run, nothing, state.seen);
  const { now } = refreshForecast(run, seen, state);
  const before = seen.now.forecast;
  const { snapshot } = takeSnapshot({ night, state, settings, time: entry.time, now, before });
  const text = snapshotDocument(snapshot);
  if (digestOf(text) !== entry.hash) return;
  await show(run, { snapshot, state: stateOf([entry], state), looked: entry.time }, text);
}

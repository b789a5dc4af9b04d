/** What is known of a night: a fold over its log, the same after a kill as before it. */
import type { Block, RefusalReason, Words } from "../feed/index.js";
import { withNews } from "../feed/index.js";
import type { Estimate } from "../night.js";
import type {
  BatchEntry,
  EarlierEstimate,
  FeedPosition,
  LogEntry,
  OverrideEntry,
  SnapshotEntry,
} from "./entry.js";

/** What a person decided and when. */
export interface Decided {
  readonly time: number;
  readonly reason: string;
  readonly who: string;
}

export type BlockedUnit = Block & Decided;

/** A snapshot as the picture over time shows it. */
export interface HistoryPoint {
  readonly time: number;
  readonly seq: number;
  readonly hash: string;
  readonly reported: number;
  readonly total: Estimate;
  readonly publish: boolean;
  readonly reasons: readonly string[];
}

/** What reports are made of. */
export interface Evidence {
  readonly words: Words;
  /** Goes up when a word says something else than the one before it. */
  readonly revision: number;
  readonly blocked: ReadonlyMap<string, BlockedUnit>;
}

export interface NightState extends Evidence {
  /** By `district=13`, or `all`. */
  readonly held: ReadonlyMap<string, Decided>;
  /** sent = accepted + refused. */
  readonly tally: { readonly sent: number; readonly accepted: number; readonly refused: number };
  readonly refusedFor: ReadonlyMap<RefusalReason, number>;
  readonly lastNews?: number;
  /** The last look at the feed failed. */
  readonly problem?: { readonly time: number; readonly message: string } | undefined;
  readonly positions: ReadonlyMap<string, FeedPosition>;
  /** Lines taken from the file in which commands leave overrides. */
  readonly overrides: number;
  readonly history: readonly HistoryPoint[];
  readonly earlier: ReadonlyMap<string, EarlierEstimate>;
  /** The evidence of the last snapshot. */
  readonly seen: Evidence;
  /** The night that made the last snapshot. */
  readonly model?: string;
  /** When the first run began. */
  readonly began?: number;
}

const nothing: Evidence = { words: new Map(), revision: 0, blocked: new Map() };

export const emptyNight: NightState = {
  ...nothing,
  held: new Map(),
  tally: { sent: 0, accepted: 0, refused: 0 },
  refusedFor: new Map(),
  positions: new Map(),
  overrides: 0,
  history: [],
  earlier: new Map(),
  seen: nothing,
};

function countRefusals(
  before: NightState["refusedFor"],
  { refused }: BatchEntry,
): NightState["refusedFor"] {
  if (refused.length === 0) return before;
  const counts = new Map(before);
  for (const { reason } of refused) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

function afterBatch(state: NightState, entry: BatchEntry): NightState {
  const { tally } = state;
  const { time, source, position, sent, accepted, words, changed: changes, refused } = entry;
  return {
    ...state,
    problem: undefined,
    words: withNews(state.words, words),
    tally: {
      sent: tally.sent + sent,
      accepted: tally.accepted + accepted,
      refused: tally.refused + refused.length,
    },
    refusedFor: countRefusals(state.refusedFor, entry),
    ...(changes > 0 && { revision: state.revision + 1, lastNews: time }),
    ...(position && { positions: new Map(state.positions).set(source, position) }),
  };
}

function changed<Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value | undefined,
): ReadonlyMap<string, Value> {
  const copy = new Map(map);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}

function afterOverride(state: NightState, entry: OverrideEntry): NightState {
  const { time, action, target, reason, who, counts = true } = entry;
  const decided = { time, reason, who };
  const next = { ...state, overrides: entry.line + 1 };
  switch (action) {
    case "block":
      return { ...next, blocked: changed(state.blocked, target, { ...decided, counts }) };
    case "unblock":
      return { ...next, blocked: changed(state.blocked, target, undefined) };
    case "hold":
      return { ...next, held: changed(state.held, target, decided) };
    case "release":
      return { ...next, held: changed(state.held, target, undefined) };
  }
}

function afterSnapshot(state: NightState, entry: SnapshotEntry): NightState {
  const { time, seq, hash, model, reported, total, publish, reasons, earlier } = entry;
  const estimates = new Map(state.earlier);
  for (const estimate of earlier)
    if (!estimates.has(estimate.unit)) estimates.set(estimate.unit, estimate);
  return {
    ...state,
    history: [...state.history, { time, seq, hash, reported, total, publish, reasons }],
    earlier: earlier.length === 0 ? state.earlier : estimates,
    seen: { words: state.words, revision: state.revision, blocked: state.blocked },
    model,
  };
}

export function afterEntry(state: NightState, entry: LogEntry): NightState {
  switch (entry.kind) {
    case "batch":
      return afterBatch(state, entry);
    case "problem":
      return { ...state, problem: { time: entry.time, message: entry.message } };
    case "override":
      return afterOverride(state, entry);
    case "snapshot":
      return afterSnapshot(state, entry);
    case "start":
      return { ...state, began: state.began ?? entry.time };
  }
}

export function stateOf(entries: readonly LogEntry[], before: NightState = emptyNight): NightState {
  return entries.reduce(afterEntry, before);
}

/** Whether reports made of the one are those made of the other. */
export function isSameEvidence(left: Evidence, right: Evidence): boolean {
  return left.revision === right.revision && left.blocked === right.blocked;
}

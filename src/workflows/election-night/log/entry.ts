/** The lines of a night's log, of which everything else is rebuilt. */
import type { Refusal, Word } from "../feed/index.js";
import type { Estimate, Interval } from "../night.js";

/** How far the body of a source has been read, so that a run that was killed goes on there. */
export interface FeedPosition {
  readonly bytes: number;
  /** Digest of the bytes read. */
  readonly hash: string;
}

/** One look at the feed: what was sent is accepted or refused, and what is news is written down. */
export interface BatchEntry {
  readonly kind: "batch";
  readonly time: number;
  readonly source: string;
  readonly position?: FeedPosition;
  readonly sent: number;
  readonly accepted: number;
  readonly words: readonly Word[];
  /** Of the words, those that say something else than what was known. */
  readonly changed: number;
  readonly refused: readonly Refusal[];
}

/** The feed could not be looked at. */
export interface ProblemEntry {
  readonly kind: "problem";
  readonly time: number;
  readonly source: string;
  readonly message: string;
}

export type OverrideAction = "block" | "unblock" | "hold" | "release";

/** What a person decided, who, and why. */
export interface Override {
  readonly time: number;
  readonly action: OverrideAction;
  /** A unit to block, an area to hold (`district=13`), or `all`. */
  readonly target: string;
  readonly reason: string;
  readonly who: string;
  /** Of a blocked unit: false leaves its count out as well. */
  readonly counts?: boolean;
}

export interface OverrideEntry extends Override {
  readonly kind: "override";
  /** Its place in the file in which commands leave overrides, from zero. */
  readonly line: number;
}

/** What had been predicted of a unit in the last snapshot before it reported. */
export interface EarlierEstimate {
  readonly unit: string;
  readonly predicted: number;
  readonly intervals: readonly Interval[];
}

export interface SnapshotEntry {
  readonly kind: "snapshot";
  readonly time: number;
  readonly seq: number;
  /** Digest of the snapshot's file. */
  readonly hash: string;
  /** Of the night that made it. */
  readonly model: string;
  readonly reported: number;
  readonly total: Estimate;
  readonly publish: boolean;
  readonly reasons: readonly string[];
  readonly earlier: readonly EarlierEstimate[];
}

/** A run of mlm began here. */
export interface StartEntry {
  readonly kind: "start";
  readonly time: number;
  readonly model: string;
  readonly version: string;
  readonly source: string;
}

export type LogEntry = BatchEntry | ProblemEntry | OverrideEntry | SnapshotEntry | StartEntry;

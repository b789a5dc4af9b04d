/** What a night is run with, what is told of every look, and what is carried from one to the next. */
import type { Evidence, NightState } from "../../workflows/election-night/log/index.js";
import type { Night, NightForecast } from "../../workflows/election-night/night.js";
import type {
  Forecasted,
  NightSettings,
  Snapshot,
} from "../../workflows/election-night/snapshots/index.js";
import type { FeedSource, LiveClock } from "./feed-source.js";
import type { NightLog } from "./night-folder.js";

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
export interface Carried {
  readonly state: NightState;
  /** Of the last snapshot. */
  readonly before: NightForecast;
  /** The newest forecast, and the evidence that it is made of. */
  readonly now: Forecasted;
  readonly known: Evidence;
  readonly last?: Snapshot;
}

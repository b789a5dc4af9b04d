/** Where a feed comes from, as the loop of the night sees it: one look at a time, and no look throws. */
import type { FeedReading } from "../../workflows/election-night/feed/index.js";
import type { FeedPosition } from "../../workflows/election-night/log/index.js";

/** What one file or address had to say since the last look. */
export interface HeardBatch {
  readonly source: string;
  readonly reading: FeedReading;
  readonly position?: FeedPosition;
}

export type Look =
  | {
      readonly kind: "heard";
      readonly batches: readonly HeardBatch[];
      /** Nothing will come any more. */
      readonly ended: boolean;
    }
  | { readonly kind: "problem"; readonly source: string; readonly message: string };

export interface FeedSource {
  /** As the log calls it. */
  readonly name: string;
  /** `now` is the moment by which messages from the future are known. */
  look(now: number, signal: AbortSignal): Promise<Look>;
  close(): void;
}

/** The bytes of one file or address at the moment. */
export interface FeedBody {
  readonly source: string;
  readonly bytes: Uint8Array;
  /** Whether its end is the end of a message: false for a file that may be in the middle of being written. */
  readonly whole: boolean;
}

export interface LiveClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

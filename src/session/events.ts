/** What a running session tells its caller as it happens. */
import type { Diagnostic } from "../diagnostics/index.js";
import type { ChainProgress, NutsSettings } from "../engines/nuts/nuts-settings.js";
import type { TrainingProgress } from "../networks/index.js";
import type { LaplaceProgress, VariationalProgress } from "../posterior/index.js";
import type { NamedValue, Value } from "../report/index.js";

export type SessionEvent =
  | {
      readonly kind: "diagnostic";
      readonly diagnostic: Diagnostic;
      /** Texts that its spans point into. */
      readonly sources: ReadonlyMap<string, string>;
    }
  /** A bare statement's value, with the statement as written. */
  | { readonly kind: "shown"; readonly result: NamedValue; readonly text: string }
  /** What a declaration read or resolved. */
  | { readonly kind: "declared"; readonly result: NamedValue }
  /** A name stands for another value from here on. */
  | {
      readonly kind: "replaced";
      readonly name: string;
      readonly before: Value;
      /** Names whose values were made from the one before, and still are. */
      readonly dependants: readonly string[];
    }
  | {
      readonly kind: "fit-started";
      readonly model: string;
      readonly settings: NutsSettings;
      /** Measured on this machine before the first draw. */
      readonly microsecondsPerGradient: number;
    }
  | { readonly kind: "fit-progress"; readonly progress: ChainProgress }
  | { readonly kind: "approximation-started"; readonly model: string }
  | {
      readonly kind: "approximation-progress";
      readonly progress: LaplaceProgress | VariationalProgress;
    }
  | { readonly kind: "fits-progress"; readonly progress: FitsProgress }
  | {
      readonly kind: "training-progress";
      readonly model: string;
      readonly progress: TrainingProgress;
    }
  | { readonly kind: "fit-ended" };

/** How far a verb is that fits a model many times. */
export interface FitsProgress {
  /** What the fits are for: `calibration`. */
  readonly task: string;
  readonly model: string;
  readonly done: number;
  readonly total: number;
  readonly flagged: number;
  readonly failed: number;
  /** Since its start. */
  readonly seconds: number;
}

export type EventListener = (event: SessionEvent) => void;

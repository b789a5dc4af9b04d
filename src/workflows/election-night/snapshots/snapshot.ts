/** What a newsroom gets every minute: the forecast, whether to show it, and why. */
import type { ReportNote } from "../feed/index.js";
import type { Decision, Monitors } from "../gates/index.js";
import type { Decided } from "../log/index.js";
import type { NightForecast } from "../night.js";
import type { AreaChange } from "./changes.js";

export interface Snapshot {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** From one. */
  readonly seq: number;
  readonly by: readonly string[];
  readonly levels: readonly number[];
  readonly reported: {
    readonly units: number;
    readonly of: number;
    readonly share: number;
    /** Of the baseline of all units, that of those that have reported. */
    readonly baselineShare: number;
  };
  readonly decision: Decision;
  readonly forecast: NightForecast;
  readonly monitors: Monitors;
  readonly notes: readonly ReportNote[];
  readonly changes: readonly AreaChange[];
  readonly held: ReadonlyMap<string, Decided>;
  readonly model: { readonly hash: string; readonly seed?: number };
}

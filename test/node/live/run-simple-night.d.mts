import type { LookReport } from "../../../src/node/live/night-run.js";
import type { NightState } from "../../../src/workflows/election-night/log/index.js";

export interface SimpleNight {
  readonly feed: string;
  readonly out: string;
  readonly units?: number;
  readonly every?: number;
  readonly once?: boolean;
  readonly rehearsal?: boolean;
  readonly title?: string;
  /** The model fails while a unit has so many votes. */
  readonly failOn?: number;
  readonly refresh?: number;
  readonly url?: { readonly delays?: readonly number[]; readonly timeout?: number };
}

export function runSimpleNight(
  given: SimpleNight,
  options?: { readonly signal?: AbortSignal; readonly onLook?: (look: LookReport) => void },
): Promise<NightState>;

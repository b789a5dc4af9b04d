/** What the page of a night is made from. */
import type { NightState } from "../../workflows/election-night/log/index.js";
import type { Snapshot } from "../../workflows/election-night/snapshots/index.js";

export interface NightPageParts {
  /** What the night is about, as a heading. */
  readonly title: string;
  readonly snapshot: Snapshot;
  /** After the snapshot. */
  readonly state: NightState;
  /** When the feed was last looked at, in milliseconds since 1970. */
  readonly looked: number;
  /** Seconds after which a browser loads the page again; not at all once the night has ended. */
  readonly refresh?: number;
  /** An IANA time zone. */
  readonly zone: string;
  readonly version: string;
}

/** `23:15`, in the zone. */
export function clockText(time: number, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(time);
}

/** `3 November 2026, 23:15:04`, in the zone. */
export function momentText(time: number, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    dateStyle: "long",
    timeStyle: "medium",
  })
    .format(time)
    .replace(" at ", ", ");
}

/** A name of a zone that the machine knows. */
export function isZone(zone: string): boolean {
  try {
    clockText(0, zone);
    return true;
  } catch {
    return false;
  }
}

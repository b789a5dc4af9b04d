/** Election night as plain data: what is known of units before it, what the feed says of them, and what is then expected. */

/** A unit (precinct, precinct-district, county) that the model can predict. */
export interface NightUnit {
  readonly unit: string;
  /** The area it lies in, by the name of the grouping: `{ district: "13", county: "Bath", state: "VA" }`. */
  readonly areas: Readonly<Record<string, string>>;
  /** The same count at the last comparable election, for weights and for plausibility. */
  readonly baseline: number;
}

/** What the reports so far come to for one unit: the latest word, whatever the order in which it came. */
export interface UnitReport {
  readonly unit: string;
  /**
   * `reported`: `counted` is final, and the model learns from it. `partial`: `counted` is a floor.
   * `unexpected`: not among the units; `counted` is added to its areas and nothing is predicted.
   * `excluded`: blocked by hand or implausible; `counted` is a floor and the model does not learn from it.
   */
  readonly status: "reported" | "partial" | "unexpected" | "excluded";
  readonly counted: number;
  /** Share of the expected count that is in, in [0, 1], where the feed says so. */
  readonly share?: number;
  /** Of an unexpected unit, as far as the feed says. */
  readonly areas?: Readonly<Record<string, string>>;
}

export type UnitStatus = UnitReport["status"] | "waiting";

export interface Interval {
  /** Its probability, in (0, 1). */
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

/** low <= predicted <= high, wider levels contain narrower ones, and low is never below what is counted. */
export interface Estimate {
  readonly counted: number;
  readonly predicted: number;
  readonly intervals: readonly Interval[];
}

export interface UnitEstimate extends Estimate {
  readonly unit: string;
  readonly status: UnitStatus;
  /** Standardised residual of a reported unit against what was expected before it reported, if known. */
  readonly surprise?: number;
}

export interface AreaEstimate extends Estimate {
  /** The grouping ("district") and its level ("13"). */
  readonly by: string;
  readonly area: string;
  readonly units: number;
  readonly reported: number;
}

export interface NightForecast {
  readonly units: readonly UnitEstimate[];
  readonly areas: readonly AreaEstimate[];
  /** Everything together. */
  readonly total: Estimate;
  /** What the model has learnt tonight: scales, the election's own shift, ... as named numbers with sd. */
  readonly learnt: readonly { readonly name: string; readonly mean: number; readonly sd: number }[];
}

/** A model that is ready for the night. `forecast` is a pure function of the reports: their order does not matter. */
export interface Night {
  readonly units: readonly NightUnit[];
  readonly by: readonly string[];
  readonly levels: readonly number[];
  /** Identifies model, units and seed, so that a log says what made a snapshot. */
  readonly hash: string;
  /** A full refresh, at most 250 ms at 2,000 units; scales are estimated anew. */
  forecast(reports: readonly UnitReport[]): NightForecast;
  /**
   * Keeps the scales that these reports give and answers later reports from them, within 20 ms at 2,000 units: the
   * effects are exact given the scales, intervals are those of normals, and shares of expected counts are not used.
   */
  hold?(reports: readonly UnitReport[]): (later: readonly UnitReport[]) => NightForecast;
}

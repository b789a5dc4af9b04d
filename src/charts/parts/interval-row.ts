/** One interval of a picture: a point, how far it may be off, and to what it belongs. */

export interface IntervalRow {
  readonly label: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** The quartiles, drawn thicker. */
  readonly inner?: readonly [number, number];
  /** A second value, drawn hollow: what was observed. */
  readonly beside?: number;
  /** What colours tell apart: a fit, a condition. */
  readonly group?: string;
}

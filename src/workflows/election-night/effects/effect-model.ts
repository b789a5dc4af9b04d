/** A model of log ratios of units as effects: sparse rows, a known prior, scales that are learnt. */

/** Row i is the entries `starts[i]` up to `starts[i + 1]`, places ascending. */
export interface EffectRows {
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly weights: Float64Array;
}

/** Effects `first` up to `first + size`, independent with one unknown sd. */
export interface ScaledEffects {
  readonly name: string;
  readonly first: number;
  readonly size: number;
}

/**
 * y = offset + rows · effects + e with e ~ t(degrees) · sqrt(s0² + s1² · share of size). The first
 * `known` effects have the prior N(0, knownPrecision⁻¹): prior means belong to the offset. Logs of all
 * scales, those of `scaled` and then s0 and s1, have the prior N(scaleMean, scaleSd²).
 */
export interface EffectModel {
  readonly effects: number;
  readonly known: number;
  /** Row-major, known × known. */
  readonly knownPrecision: Float64Array;
  readonly scaled: readonly ScaledEffects[];
  readonly rows: EffectRows;
  readonly offset: Float64Array;
  /** A stated size over the unit's own. */
  readonly inverseSize: Float64Array;
  /** Infinity for normal residuals. */
  readonly degrees: number;
  /** Of the scaled effects, which are t too; Infinity for normal ones. */
  readonly effectDegrees: number;
  readonly scaleMean: Float64Array;
  readonly scaleSd: Float64Array;
}

/** What has been seen: units by position, and their log ratios. */
export interface Seen {
  readonly units: Int32Array;
  readonly values: Float64Array;
}

/** Σ weight · effect of a unit's row. */
export function rowProduct(
  { starts, places, weights }: EffectRows,
  row: number,
  effects: Float64Array,
): number {
  let sum = 0;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) sum += weights[k]! * effects[places[k]!]!;
  return sum;
}

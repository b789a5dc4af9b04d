/** What a family provides for curvature: a row's log likelihood with derivatives up to the third order. */
import type { Statistics } from "../ops/likelihoods/family-likelihood.js";

/** Places in what a row function writes; `x` is the mean or the linear predictor. */
export const place = { value: 0, first: 1, second: 2, third: 3, auxiliary: 4 } as const;

/** Places for each auxiliary parameter a: d/da of value, of first and of second. */
export const perAuxiliary = 3;

/**
 * Writes value, d/dx, d²/dx², d³/dx³, and for each auxiliary parameter on its natural scale
 * d/da, d²/(da dx), d³/(da dx²).
 */
export type RowCurvature = (
  x: number,
  i: number,
  statistics: Statistics,
  auxiliary: Float64Array,
  out: Float64Array,
) => void;

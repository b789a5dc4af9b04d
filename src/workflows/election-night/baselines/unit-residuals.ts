/** Residuals of past elections, and the places that covariance estimators compare units by. */

export interface UnitResiduals {
  /** An array over units for each election. */
  readonly elections: readonly Float64Array[];
  /** District of each unit, from 0. */
  readonly district: Int32Array;
  readonly county: Int32Array;
  readonly size: Float64Array;
  /** Kilometres, or any other length. */
  readonly east: Float64Array;
  readonly north: Float64Array;
  /** Demographic scores. */
  readonly scores: readonly Float64Array[];
}

/** S_ij = Σ_t r_ti r_tj / T: residuals are about a mean that all elections share, so nothing is subtracted. */
export function sampleCovariance({ elections }: UnitResiduals, i: number, j: number): number {
  let sum = 0;
  for (const residuals of elections) sum += residuals[i]! * residuals[j]!;
  return sum / elections.length;
}

export function distanceBetween({ east, north }: UnitResiduals, i: number, j: number): number {
  const [x, y] = [east[i]! - east[j]!, north[i]! - north[j]!];
  return Math.sqrt(x * x + y * y);
}

/**
 * Residuals about each election's own mean sum to zero, so 1ᵀS1 = 0: covariances between districts come out negative
 * whatever the truth, no statewide shift can be learnt, and with districts of different sizes the matrix is not
 * positive definite. A sentence where that is so.
 */
export function findInSampleTrap({ elections }: UnitResiduals): string | undefined {
  const trapped = elections.filter((residuals) => {
    const sum = residuals.reduce((a, b) => a + b, 0);
    const size = residuals.reduce((a, b) => a + Math.abs(b), 0);
    return Math.abs(sum) <= 1e-8 * size;
  });
  if (trapped.length < elections.length) return undefined;
  return (
    "the residuals of every election sum to zero: they are about that election's own mean, so covariances between districts " +
    "are negative by construction and no statewide shift can be learnt; take residuals about a mean that all elections share"
  );
}

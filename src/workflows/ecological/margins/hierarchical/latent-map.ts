/** Coordinates of a unit's latents in which they are nearly standard normal and apart from the hyperparameters. */

/**
 * An exact map from coordinates u to latents z, whose place and scale may follow the hyperparameters. The row model
 * was prepared at these and entered the unit before either is called, and `giveBack` follows its own `place`.
 */
export interface LatentMap {
  /** Writes z; log |dz / du| up to a constant. */
  place(unit: number, u: Float64Array, z: Float64Array): number;
  /** Adds, from the slope in z, that in u and in the derived quantities, with those of the log Jacobian. */
  giveBack(
    unit: number,
    u: Float64Array,
    slope: Float64Array,
    intoU: Float64Array,
    intoDerived: Float64Array,
  ): void;
}

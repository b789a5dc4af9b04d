/** The factor of P on the subspace of the constraints, with pins where only these make it definite. */
import {
  analysePattern,
  openConstraints,
  openFactor,
  openPins,
  type SymmetricPattern,
} from "../../math/sparse/index.js";
import type { LatentGaussian } from "../../target/index.js";
import { symmetricTimes, type EntryPlaces } from "./symmetric-entries.js";

/** Entries of the factor, and operations of one factorisation. */
export interface FactorSize {
  readonly nonZeros: number;
  readonly operations: number;
}

export interface ConstrainedFactor {
  readonly size: FactorSize;
  /** False when P is not positive definite on the subspace; `values` are kept. */
  factorise(values: Float64Array): boolean;
  /** P⁻¹ b within the constraints, in place. */
  solve(vector: Float64Array): void;
  /** log |P| + log |C P⁻¹ Cᵀ|, where the second is there only with constraints. */
  logDeterminant(): number;
  /** Entries of P⁻¹ within the constraints, on the pattern. */
  invert(covariance: Float64Array): void;
  /** A draw x with covariance P⁻¹ within the constraints; returns xᵀ P x. */
  draw(normal: () => number, values: Float64Array, x: Float64Array): number;
}

export function openConstrainedFactor(
  { constraints, pinned, latentCount }: LatentGaussian,
  pattern: SymmetricPattern,
  places: EntryPlaces,
): ConstrainedFactor {
  const factor = openFactor(analysePattern(pattern));
  const correction = constraints.length > 0 ? openConstraints(factor, constraints) : undefined;
  const solveWithin = (vector: Float64Array): void => {
    factor.solve(vector);
    correction?.correct(vector);
  };
  const pins = pinned.length > 0 ? openPins(latentCount, pinned, solveWithin) : undefined;
  const pinSlots = pinned.map((node) => pattern.columnStart[node]!);
  const pinWeights = new Float64Array(pinSlots.length);
  const extra = new Float64Array(pinSlots.length);
  const product = new Float64Array(latentCount);
  return {
    size: factor.symbolic,
    factorise(values) {
      // What a pin adds is of the size of what is there.
      pinSlots.forEach((slot, i) => {
        pinWeights[i] = values[slot]!;
        values[slot] = 2 * values[slot]!;
      });
      const sound = factor.factorise(values);
      pinSlots.forEach((slot, i) => (values[slot] = pinWeights[i]!));
      return sound && (correction?.update() ?? true) && (pins?.update(pinWeights) ?? true);
    },
    solve(vector) {
      solveWithin(vector);
      pins?.correct(vector);
    },
    logDeterminant: () =>
      factor.logDeterminant() + (correction?.logDeterminant() ?? 0) + (pins?.logDeterminant() ?? 0),
    invert(covariance) {
      factor.selectedInverse(covariance);
      correction?.correctInverse(pattern, covariance);
      pins?.correctInverse(pattern, covariance);
    },
    draw(normal, values, x) {
      let square = 0;
      for (let j = 0; j < x.length; j++) {
        x[j] = normal();
        square += x[j]! * x[j]!;
      }
      factor.solveTransposed(x);
      square -= correction?.correct(x) ?? 0;
      if (pins === undefined) return square;
      for (let i = 0; i < extra.length; i++) extra[i] = normal();
      pins.loosen(extra, x);
      symmetricTimes(places, values, x, product);
      return x.reduce((total, entry, j) => total + entry * product[j]!, 0);
    },
  };
}

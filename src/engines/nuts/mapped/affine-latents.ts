/** Mapped latents v from whitened coordinates w and the hyperparameters' coordinates t. */
import { analysePattern, openFactor, type SymmetricMatrix } from "../../../math/sparse/index.js";

/** Plain data. */
export interface AffineLatents {
  /** The t of the mode. */
  readonly hyperparameterMode: Float64Array;
  /** Of v at the mode, and how it moves with each t. */
  readonly latentMode: Float64Array;
  readonly latentSlopes: readonly Float64Array[];
  /** Of v given theta, at the mode. */
  readonly precision: SymmetricMatrix;
}

export function openAffineLatents({
  hyperparameterMode,
  latentMode,
  latentSlopes,
  precision,
}: AffineLatents) {
  const factor = openFactor(analysePattern(precision.pattern));
  if (latentMode.length > 0 && !factor.factorise(precision.values))
    throw new Error("the precision of the mapped latents is not positive definite");
  return {
    /** `w` begins with as many coordinates as `t` has. */
    place(w: Float64Array, t: Float64Array, v: Float64Array): void {
      v.set(w.subarray(t.length));
      factor.solveTransposed(v);
      for (let j = 0; j < v.length; j++) v[j]! += latentMode[j]!;
      latentSlopes.forEach((slope, k) => {
        const by = t[k]! - hyperparameterMode[k]!;
        for (let j = 0; j < v.length; j++) v[j]! += by * slope[j]!;
      });
    },
    /** Slopes in v become those in w. */
    pull(ofT: Float64Array, ofV: Float64Array, ofW: Float64Array): void {
      latentSlopes.forEach((slope, k) => {
        let sum = 0;
        for (let j = 0; j < ofV.length; j++) sum += slope[j]! * ofV[j]!;
        ofT[k] = sum;
      });
      factor.solveForward(ofV);
      ofW.set(ofV, ofT.length);
    },
  };
}

/**
 * Coordinates w of the hyperparameters: t = root · w has the correlations of the Laplace fit, and each
 * theta = T(t) brings a standard normal to its marginal there, so that tails of scales near zero are as short as others.
 */
import { deterministic, evaluateSpline, type UniformSpline } from "../../../math/index.js";
import type { LogDensity } from "../../../target/index.js";
import { placeInFrame, pullIntoFrame, type AffineFrame } from "./affine-frame.js";

/** Plain data, so that it can be sent to a thread. */
export interface HyperparameterMap {
  readonly frame: AffineFrame;
  /** T, one for each theta, ascending. */
  readonly margins: readonly UniformSpline[];
}

export interface HyperparameterWorkspace {
  readonly theta: Float64Array;
  /** After `place`. */
  readonly t: Float64Array;
  /** Places `t` and `theta`; returns Σ log T′. */
  place(w: Float64Array): number;
  /** From slopes in theta and further ones in t to slopes in w, Σ log T′ included. */
  pull(ofTheta: Float64Array, ofT: Float64Array, ofW: Float64Array): void;
}

export function openHyperparameterMap({
  frame,
  margins,
}: HyperparameterMap): HyperparameterWorkspace {
  const m = margins.length;
  const [t, theta] = [new Float64Array(m), new Float64Array(m)];
  const [slopes, bends, along] = [new Float64Array(m), new Float64Array(m), new Float64Array(m)];
  return {
    theta,
    t,
    place(w) {
      placeInFrame(frame, w, t);
      let volume = 0;
      for (let k = 0; k < m; k++) {
        const { value, slope, curvature } = evaluateSpline(margins[k]!, t[k]!);
        theta[k] = value;
        slopes[k] = slope;
        bends[k] = curvature / slope;
        volume += deterministic.log(slope);
      }
      return volume;
    },
    pull(ofTheta, ofT, ofW) {
      for (let k = 0; k < m; k++) along[k] = ofT[k]! + slopes[k]! * ofTheta[k]! + bends[k]!;
      pullIntoFrame(frame, along, ofW);
    },
  };
}

/** A log density of hyperparameters alone, in their coordinates w. */
export function openHyperparameterDensity(
  base: LogDensity,
  map: HyperparameterMap,
): LogDensity & { place(w: Float64Array, theta: Float64Array): void } {
  const m = base.dimension;
  const at = openHyperparameterMap(map);
  const [slopes, none] = [new Float64Array(m), new Float64Array(m)];
  return {
    dimension: m,
    logDensityAndGradient(w, gradient) {
      const volume = at.place(w);
      const value = base.logDensityAndGradient(at.theta, slopes);
      at.pull(slopes, none, gradient);
      return value + volume;
    },
    place(w, theta) {
      at.place(w);
      theta.set(at.theta);
    },
  };
}

/**
 * Coordinates v in which proposals are made: u for a scale, where sd = c sinh |u|, and what is left as it
 * is. Small scales are linear in u and large ones exponential, so that mass at zero has a short tail.
 */
import { deterministic } from "../../math/index.js";

export interface ProposalCoordinates {
  /** Which hyperparameters are logs of scales. */
  readonly scales: readonly number[];
  /** log c of each: about where the density has its mode. */
  readonly centres: Float64Array;
}

const logTwo = 0.6931471805599453;

/** From theta (first) and whatever follows it. */
export function coordinatesOf(
  { scales, centres }: ProposalCoordinates,
  theta: Float64Array,
): Float64Array {
  const v = theta.slice();
  scales.forEach((k, at) => {
    const ratio = deterministic.exp(theta[k]! - centres[at]!);
    v[k] = deterministic.log(ratio + Math.sqrt(ratio * ratio + 1));
  });
  return v;
}

/** Back again; the signs of u do not matter. */
export function thetaOf(
  { scales, centres }: ProposalCoordinates,
  v: Float64Array,
  size: number,
): Float64Array {
  const theta = v.slice(0, size);
  scales.forEach((k, at) => {
    const u = Math.abs(v[k]!);
    theta[k] = centres[at]! + u - logTwo + deterministic.log1p(-deterministic.exp(-2 * u));
  });
  return theta;
}

/** log |d theta / d v| = Σ log coth |u|. */
export function logSlope({ scales }: ProposalCoordinates, v: Float64Array): number {
  return scales.reduce((total, k) => {
    const small = deterministic.exp(-2 * Math.abs(v[k]!));
    return total + deterministic.log1p(small) - deterministic.log1p(-small);
  }, 0);
}

/**
 * Simplified Laplace approximation of the conditional density of a latent, or of a combination of latents
 * (Rue, Martino & Chopin 2009, section 3.2.3): a skew normal whose mean and third log-derivative follow from
 * the likelihood's third derivatives along the conditional mean of the others given it.
 */
import { deterministic } from "../../math/index.js";

/** Of every latent: xi + omega times a standard skew normal of the shape. */
export interface SkewNormals {
  readonly location: Float64Array;
  readonly scale: Float64Array;
  readonly shape: Float64Array;
}

/** Of one combination of latents. */
export interface SkewNormal {
  readonly location: number;
  readonly scale: number;
  readonly shape: number;
}

/** Third-order terms of the log density of t = (aᵀx − aᵀmode) / sd. */
export interface CubicTerms {
  /** d/dt of −½ log |P given aᵀx|. */
  readonly first: number;
  /** d³/dt³ of the joint density along the conditional mean. */
  readonly third: number;
}

/** ((4 − π) / 2) (2 / π)^(3/2), of a skew normal's third log-derivative at its mode. */
const skewConstant = 0.2180136141449902;
const twoOverPi = 2 / Math.PI;
/** A skew normal's skewness ends at .995: third derivatives beyond this have no such density. */
const largestThird = 0.9;

const cubeRoot = (x: number): number => deterministic.exp(deterministic.log(x) / 3);

/** Shape of the skew normal of unit variance with the given third log-derivative at its mode. */
function shapeOf(third: number): number {
  const size = Math.min(Math.abs(third), largestThird);
  if (size < 1e-6) return 0;
  const c = cubeRoot(skewConstant / size);
  const square = c * c;
  // c² (1 − 2/π) u² + (c² − 1) u − 1 = 0 for u = shape².
  const [a, b] = [square * (1 - twoOverPi), square - 1];
  const u = (-b + Math.sqrt(b * b + 4 * a)) / (2 * a);
  return (third > 0 ? 1 : -1) * Math.sqrt(u);
}

/** The skew normal with these terms around a mode. */
export function skewNormalOf(
  mode: number,
  variance: number,
  { first, third }: CubicTerms,
): SkewNormal {
  const sd = Math.sqrt(variance);
  const shape = shapeOf(third);
  const delta = shape / Math.sqrt(1 + shape * shape);
  const omega = 1 / Math.sqrt(1 - twoOverPi * delta * delta);
  const location = mode + sd * (first - omega * Math.sqrt(twoOverPi) * delta);
  return { location, scale: sd * omega, shape };
}

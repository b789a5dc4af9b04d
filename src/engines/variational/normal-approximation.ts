/** Normal distributions as affine maps of standard normals: what variational engines approximate by. */
import { cholesky, deterministic, solveLower } from "../../math/index.js";

export interface NormalApproximation {
  readonly dimension: number;
  readonly mean: Float64Array;
  /** log |A| of the map z → mean + A z. */
  readonly logVolume: number;
  /** Writes mean + A z. */
  place(z: Float64Array, position: Float64Array): void;
  /** Writes Aᵀ g: the gradient with respect to z of what has the gradient g at the position. */
  pullBack(gradient: Float64Array, pulled: Float64Array): void;
  /** Writes A⁻¹ (position − mean). */
  standardise(position: Float64Array, z: Float64Array): void;
}

const logTwoPi = 1.8378770664093456;

/** Normalised log density where `standardise` gave z. */
export function logDensityAt({ logVolume }: NormalApproximation, z: Float64Array): number {
  let squares = 0;
  for (const value of z) squares += value * value;
  return -0.5 * (squares + z.length * logTwoPi) - logVolume;
}

/** Independent normals. */
export function diagonalNormal(mean: Float64Array, sds: Float64Array): NormalApproximation {
  const n = mean.length;
  let logVolume = 0;
  for (const sd of sds) logVolume += deterministic.log(sd);
  return {
    dimension: n,
    mean,
    logVolume,
    place(z, position) {
      for (let i = 0; i < n; i++) position[i] = mean[i]! + sds[i]! * z[i]!;
    },
    pullBack(gradient, pulled) {
      for (let i = 0; i < n; i++) pulled[i] = sds[i]! * gradient[i]!;
    },
    standardise(position, z) {
      for (let i = 0; i < n; i++) z[i] = (position[i]! - mean[i]!) / sds[i]!;
    },
  };
}

/** With covariance L Lᵀ, L lower triangular and row-major. */
export function denseNormal(mean: Float64Array, factor: Float64Array): NormalApproximation {
  const n = mean.length;
  let logVolume = 0;
  for (let i = 0; i < n; i++) logVolume += deterministic.log(factor[i * n + i]!);
  return {
    dimension: n,
    mean,
    logVolume,
    place(z, position) {
      for (let i = 0; i < n; i++) {
        let sum = mean[i]!;
        for (let j = 0; j <= i; j++) sum += factor[i * n + j]! * z[j]!;
        position[i] = sum;
      }
    },
    pullBack(gradient, pulled) {
      pulled.fill(0);
      for (let i = 0; i < n; i++)
        for (let j = 0; j <= i; j++) pulled[j]! += factor[i * n + j]! * gradient[i]!;
    },
    standardise(position, z) {
      for (let i = 0; i < n; i++) z[i] = position[i]! - mean[i]!;
      solveLower(factor, n, z);
    },
  };
}

/** The same from its covariance; undefined where that is not positive definite. */
export function normalOfCovariance(
  mean: Float64Array,
  covariance: Float64Array,
): NormalApproximation | undefined {
  const factor = cholesky(covariance, mean.length);
  return factor && denseNormal(mean, factor);
}

/** Standard normal latents given a few noisy linear combinations of them, with slopes back through everything. */
import { deterministic } from "../../../../math/index.js";
import { factorInPlace, slopeOfMatrix, solveLower, solveUpper } from "./small-cholesky.js";

const { log } = deterministic;

/**
 * Latents z ~ N(0, I) with A z + noise = e, noise ~ N(0, I), are N(A'K^-1 e, (I + A'A)^-1) with K = I + A A' = L L'.
 * I - A' L^-T (I + L)^-1 A is a root of the variance; its determinant is 1 / |L|.
 */
export interface ConditionalNormal {
  readonly rows: number;
  readonly size: number;
  /** A, `a[row * size + latent]`, written before `condition`. */
  readonly a: Float64Array;
  /** e, written before `condition`, which leaves K^-1 e. */
  readonly level: Float64Array;
  readonly factor: Float64Array;
  /** (I + L)^-1 A u and L^-T of it. */
  readonly half: Float64Array;
  readonly whole: Float64Array;
  /** Slopes with respect to A and e. */
  readonly inA: Float64Array;
  readonly inLevel: Float64Array;
  readonly inFactor: Float64Array;
  readonly inHalf: Float64Array;
  readonly inVotes: Float64Array;
}

export function openConditional(rows: number, size: number): ConditionalNormal {
  const ofRows = (): Float64Array => new Float64Array(rows);
  return {
    rows,
    size,
    a: new Float64Array(rows * size),
    level: ofRows(),
    factor: new Float64Array(rows * rows),
    half: ofRows(),
    whole: ofRows(),
    inA: new Float64Array(rows * size),
    inLevel: ofRows(),
    inFactor: new Float64Array(rows * rows),
    inHalf: ofRows(),
    inVotes: ofRows(),
  };
}

function timesA({ a, rows, size }: ConditionalNormal, z: Float64Array, into: Float64Array): void {
  for (let c = 0; c < rows; c++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += a[c * size + i]! * z[i]!;
    into[c] = sum;
  }
}

/** Factors K and writes the mean of the latents. */
export function condition(normal: ConditionalNormal, mean: Float64Array): void {
  const { rows, size, a, level, factor } = normal;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column <= row; column++) {
      let sum = row === column ? 1 : 0;
      for (let i = 0; i < size; i++) sum += a[row * size + i]! * a[column * size + i]!;
      factor[row * rows + column] = sum;
    }
  factorInPlace(factor, rows);
  solveLower(factor, rows, 0, level);
  solveUpper(factor, rows, 0, level);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let c = 0; c < rows; c++) sum += a[c * size + i]! * level[c]!;
    mean[i] = sum;
  }
}

/** Adds the root times u to z; the logarithm of its determinant. */
export function addSpread(normal: ConditionalNormal, u: Float64Array, z: Float64Array): number {
  const { rows, size, a, factor, half, whole } = normal;
  timesA(normal, u, half);
  solveLower(factor, rows, 1, half);
  whole.set(half);
  solveUpper(factor, rows, 0, whole);
  for (let i = 0; i < size; i++) {
    let sum = u[i]!;
    for (let c = 0; c < rows; c++) sum -= a[c * size + i]! * whole[c]!;
    z[i]! += sum;
  }
  let determinant = 1;
  for (let c = 0; c < rows; c++) determinant *= factor[c * rows + c]!;
  return -log(determinant);
}

/** Writes the slopes with respect to A and e that come from the mean of the latents. */
export function slopeOfMean(normal: ConditionalNormal, slope: Float64Array): void {
  const { rows, size, a, level, factor, inA, inLevel } = normal;
  timesA(normal, slope, inLevel);
  solveLower(factor, rows, 0, inLevel);
  solveUpper(factor, rows, 0, inLevel);
  for (let i = 0; i < size; i++) {
    let [along, across] = [0, 0];
    for (let c = 0; c < rows; c++) {
      along += a[c * size + i]! * level[c]!;
      across += a[c * size + i]! * inLevel[c]!;
    }
    for (let c = 0; c < rows; c++)
      inA[c * size + i] = level[c]! * (slope[i]! - across) - inLevel[c]! * along;
  }
}

/** Adds the slopes with respect to A and u that come from the root times u and from its determinant. */
export function addSlopeOfSpread(
  normal: ConditionalNormal,
  u: Float64Array,
  slope: Float64Array,
  intoU: Float64Array,
): void {
  const { rows, size, a, factor, half, whole, inA, inFactor, inHalf, inVotes } = normal;
  timesA(normal, slope, inHalf);
  for (let c = 0; c < rows; c++) inHalf[c] = -inHalf[c]!;
  solveLower(factor, rows, 0, inHalf);
  inVotes.set(inHalf);
  solveUpper(factor, rows, 1, inVotes);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < rows; column++)
      inFactor[row * rows + column] =
        column > row ? 0 : -whole[row]! * inHalf[column]! - inVotes[row]! * half[column]!;
    inFactor[row * rows + row]! -= 1 / factor[row * rows + row]!;
  }
  slopeOfMatrix(factor, rows, inFactor);
  for (let i = 0; i < size; i++) {
    intoU[i]! += slope[i]!;
    for (let c = 0; c < rows; c++) {
      intoU[i]! += a[c * size + i]! * inVotes[c]!;
      let sum = inVotes[c]! * u[i]! - whole[c]! * slope[i]!;
      for (let d = 0; d < rows; d++) sum += 2 * inFactor[c * rows + d]! * a[d * size + i]!;
      inA[c * size + i]! += sum;
    }
  }
}

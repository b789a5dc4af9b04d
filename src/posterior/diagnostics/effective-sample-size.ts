/** Effective sample size by Geyer's initial monotone sequence over all chains. */
import type { ChainDraws } from "./chain-draws.js";
import { chainMeans, isDegenerate, mean, variance } from "./chain-draws.js";
import { openFourier, transform, type Fourier } from "./fourier.js";

/** Tables for autocovariances of chains of the given length. */
export function openAutocovariance(length: number): Fourier {
  return openFourier(2 * length);
}

/**
 * Mean over the chains of the autocovariance at lags 0 … length − 1, with denominator `length`.
 * Two chains go through one complex transform: the real part of the inverse transform of |Z|² is
 * the sum of both autocovariances.
 */
export function meanAutocovariance(draws: ChainDraws, fourier: Fourier): Float64Array {
  const { values, chains, length } = draws;
  const { size } = fourier;
  const power = new Float64Array(size);
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const place = (chain: number, into: Float64Array): void => {
    into.fill(0);
    if (chain >= chains) return;
    const own = values.subarray(chain * length, (chain + 1) * length);
    const centre = mean(own);
    for (let i = 0; i < length; i++) into[i] = own[i]! - centre;
  };
  for (let chain = 0; chain < chains; chain += 2) {
    place(chain, real);
    place(chain + 1, imaginary);
    transform(fourier, real, imaginary);
    for (let i = 0; i < size; i++) {
      power[i] = power[i]! + real[i]! * real[i]! + imaginary[i]! * imaginary[i]!;
    }
  }
  // Only the real part is wanted, for which the forward transform serves as well as the inverse.
  transform(fourier, power, imaginary.fill(0));
  return power.subarray(0, length).map((sum) => sum / (size * length * chains));
}

/** Adds Σ x[i] x[i + lag] of the chain from `start` to `end`. */
function addProducts(
  x: Float64Array,
  lag: number,
  start: number,
  end: number,
  before: number,
): number {
  let sum = before;
  for (let i = start; i < end - lag; i++) sum += x[i]! * x[i + lag]!;
  return sum;
}

/** Lags up to here are summed directly: most sequences end among them, and need no transform. */
const directLags = 24;

/** The mean autocovariance at any lag, computed when it is asked for. */
function openLags(
  draws: ChainDraws,
  means: Float64Array,
  fourier: Fourier,
): (lag: number) => number {
  const { values, chains, length } = draws;
  const centred = new Float64Array(values.length);
  for (let chain = 0; chain < chains; chain++) {
    const centre = means[chain]!;
    for (let i = chain * length; i < (chain + 1) * length; i++) centred[i] = values[i]! - centre;
  }
  let all: Float64Array | undefined;
  return (lag) => {
    if (lag > directLags) return (all ??= meanAutocovariance(draws, fourier))[lag]!;
    let sum = 0;
    for (let start = 0; start < values.length; start += length)
      sum = addProducts(centred, lag, start, start + length, sum);
    return sum / (length * chains);
  };
}

/** Autocorrelations up to where Geyer's initial positive sequence ends, and that lag. */
function initialPositive(
  correlation: (lag: number) => number,
  length: number,
): { readonly rho: Float64Array; readonly last: number } {
  const rho = new Float64Array(length);
  let even = 1;
  let odd = correlation(1);
  rho[0] = even;
  rho[1] = odd;
  let lag = 0;
  while (lag < length - 5 && !Number.isNaN(even + odd) && even + odd > 0) {
    lag += 2;
    even = correlation(lag);
    odd = correlation(lag + 1);
    if (even + odd >= 0) {
      rho[lag] = even;
      rho[lag + 1] = odd;
    }
  }
  // The even member of the first failing pair improves the estimate for antithetic chains.
  if (even > 0) rho[lag] = even;
  return { rho, last: lag };
}

/** Makes the sums of pairs decrease; every pair that rises becomes two halves of the sum before it. */
function makeMonotone(rho: Float64Array, last: number): void {
  for (let lag = 2; lag <= last - 2; lag += 2) {
    const before = rho[lag - 2]! + rho[lag - 1]!;
    if (rho[lag]! + rho[lag + 1]! <= before) continue;
    rho[lag] = before / 2;
    rho[lag + 1] = before / 2;
  }
}

/**
 * m·n / τ for m chains of n draws, which callers have split; at most m·n·log10(m·n).
 * NaN for fewer than three draws a chain and for draws that are not finite or all equal.
 */
export function effectiveSampleSize(draws: ChainDraws, fourier: Fourier): number {
  const { values, length } = draws;
  if (length < 3 || isDegenerate(values)) return Number.NaN;
  const means = chainMeans(draws);
  const covariance = openLags(draws, means, fourier);
  const withinVariance = covariance(0);
  const meanVariance = (withinVariance * length) / (length - 1);
  const total = withinVariance + (means.length > 1 ? variance(means) : 0);
  const correlation = (lag: number): number => 1 - (meanVariance - covariance(lag)) / total;
  const { rho, last } = initialPositive(correlation, length);
  makeMonotone(rho, last);
  let tau = -1;
  for (let lag = 0; lag < Math.max(last, 1); lag++) tau += 2 * rho[lag]!;
  tau += rho[last]!;
  return values.length / Math.max(tau, 1 / Math.log10(values.length));
}

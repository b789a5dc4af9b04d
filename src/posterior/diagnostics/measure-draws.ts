/** Every statistic that the summary reports of one scalar, computed together. */
import { quantile } from "../../math/index.js";
import { chainDraws, isDegenerate, mean, splitChains, variance } from "./chain-draws.js";
import type { ChainDraws } from "./chain-draws.js";
import { effectiveSampleSize, openAutocovariance } from "./effective-sample-size.js";
import type { Fourier } from "./fourier.js";
import { highestDensityInterval } from "./intervals.js";
import { errorOfMean, errorOfQuantile, errorOfStandardDeviation } from "./monte-carlo-error.js";
import { rHat } from "./r-hat.js";
import { foldAbout, rankNormalise, rankScores } from "./rank-normalise.js";
import { inOrder, sortOrder } from "./sort-order.js";

/** How well the chains have mixed; NaN where the draws are constant or not finite. */
export interface Convergence {
  readonly rHat: number;
  readonly essBulk: number;
  readonly essTail: number;
}

export interface DrawSummary extends Convergence {
  readonly mean: number;
  readonly sd: number;
  readonly median: number;
  readonly q025: number;
  readonly q975: number;
  readonly hdiLow: number;
  readonly hdiHigh: number;
  readonly mcseMean: number;
  readonly mcseSd: number;
}

/** Tables that all parameters of one fit share. */
export interface DrawMeasures {
  readonly chains: number;
  /** Normal scores of the ranks among the draws of the half chains. */
  readonly scores: Float64Array;
  readonly fourier: Fourier;
}

export function openDrawMeasures(chains: number, drawsPerChain: number): DrawMeasures {
  const half = Math.floor(drawsPerChain / 2);
  return {
    chains,
    scores: rankScores(2 * chains * half),
    fourier: openAutocovariance(half),
  };
}

function splitEss(values: Float64Array, { chains, fourier }: DrawMeasures): number {
  return effectiveSampleSize(splitChains(chainDraws(values, chains)), fourier);
}

/** Effective sample size for the estimate of the p-quantile: that of the indicator x ≤ q. */
export function essOfQuantile(
  values: Float64Array,
  sorted: Float64Array,
  p: number,
  measures: DrawMeasures,
): number {
  const bound = quantile(sorted, p);
  const below = new Float64Array(values.length);
  for (let i = 0; i < below.length; i++) below[i] = values[i]! <= bound ? 1 : 0;
  return splitEss(below, measures);
}

/** Monte Carlo standard error of the p-quantile. */
export function mcseOfQuantile(values: Float64Array, p: number, measures: DrawMeasures): number {
  const sorted = values.slice().sort();
  return errorOfQuantile(sorted, p, essOfQuantile(values, sorted, p, measures));
}

/**
 * Rank-normalised split R-hat (the greater of location and scale), bulk and tail effective sample
 * size. Ranks are those among the draws of the halves, which leave out the middle of an odd chain.
 */
export function convergenceOf(values: Float64Array, measures: DrawMeasures): Convergence {
  return convergenceInOrder(values, sortOrder(values), measures);
}

function convergenceInOrder(
  values: Float64Array,
  order: Uint32Array,
  measures: DrawMeasures,
): Convergence {
  const { chains, scores, fourier } = measures;
  const split = splitChains(chainDraws(values, chains));
  if (isDegenerate(split.values)) {
    return { rHat: Number.NaN, essBulk: Number.NaN, essTail: Number.NaN };
  }
  const sorted = inOrder(values, order);
  const normalise = (draws: Float64Array, known?: Uint32Array): ChainDraws => ({
    ...split,
    values: rankNormalise(draws, scores, known),
  });
  const bulk = normalise(split.values, split.values === values ? order : undefined);
  const spread = normalise(foldAbout(split.values, quantile(sorted, 0.5)));
  return {
    rHat: Math.max(rHat(bulk), rHat(spread)),
    essBulk: effectiveSampleSize(bulk, fourier),
    essTail: Math.min(
      essOfQuantile(values, sorted, 0.05, measures),
      essOfQuantile(values, sorted, 0.95, measures),
    ),
  };
}

/** (x − centre)². */
function squaresAbout(values: Float64Array, centre: number): Float64Array {
  const squares = new Float64Array(values.length);
  for (let i = 0; i < squares.length; i++) squares[i] = (values[i]! - centre) ** 2;
  return squares;
}

/** The whole summary of one scalar; `probability` is that of the highest density interval. */
export function summariseDraws(
  values: Float64Array,
  measures: DrawMeasures,
  probability: number,
): DrawSummary {
  const order = sortOrder(values);
  const sorted = inOrder(values, order);
  const centre = mean(values);
  const sd = Math.sqrt(variance(values));
  const squares = squaresAbout(values, centre);
  const [hdiLow, hdiHigh] = highestDensityInterval(sorted, probability);
  return {
    mean: centre,
    sd,
    median: quantile(sorted, 0.5),
    q025: quantile(sorted, 0.025),
    q975: quantile(sorted, 0.975),
    hdiLow,
    hdiHigh,
    mcseMean: errorOfMean(sd, splitEss(values, measures)),
    mcseSd: errorOfStandardDeviation(squares, splitEss(squares, measures)),
    ...convergenceInOrder(values, order, measures),
  };
}

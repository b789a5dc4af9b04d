/** Every statistic that the summary reports of one scalar, computed together. */
import { quantile } from "../../math/index.js";
import { chainDraws, isDegenerate, mean, splitChains, variance } from "./chain-draws.js";
import { effectiveSampleSize, openAutocovariance } from "./effective-sample-size.js";
import type { Fourier } from "./fourier.js";
import { highestDensityInterval } from "./intervals.js";
import { errorOfMean, errorOfQuantile, errorOfStandardDeviation } from "./monte-carlo-error.js";
import { rHat } from "./r-hat.js";
import { foldAbout, rankNormalise, rankScores } from "./rank-normalise.js";

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
  return splitEss(
    values.map((value) => (value <= bound ? 1 : 0)),
    measures,
  );
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
export function convergenceOf(
  values: Float64Array,
  sorted: Float64Array,
  measures: DrawMeasures,
): Convergence {
  const { chains, scores, fourier } = measures;
  const split = splitChains(chainDraws(values, chains));
  if (isDegenerate(split.values)) {
    return { rHat: Number.NaN, essBulk: Number.NaN, essTail: Number.NaN };
  }
  const order = split.values.length === sorted.length ? sorted : split.values.slice().sort();
  const bulk = { ...split, values: rankNormalise(split.values, order, scores) };
  const folded = foldAbout(split.values, quantile(sorted, 0.5));
  const spread = { ...split, values: rankNormalise(folded, folded.slice().sort(), scores) };
  return {
    rHat: Math.max(rHat(bulk), rHat(spread)),
    essBulk: effectiveSampleSize(bulk, fourier),
    essTail: Math.min(
      essOfQuantile(values, sorted, 0.05, measures),
      essOfQuantile(values, sorted, 0.95, measures),
    ),
  };
}

/** The whole summary of one scalar; `probability` is that of the highest density interval. */
export function summariseDraws(
  values: Float64Array,
  measures: DrawMeasures,
  probability: number,
): DrawSummary {
  const sorted = values.slice().sort();
  const centre = mean(values);
  const sd = Math.sqrt(variance(values));
  const squares = values.map((value) => (value - centre) * (value - centre));
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
    ...convergenceOf(values, sorted, measures),
  };
}

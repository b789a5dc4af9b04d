/**
 * Leave-one-out cross-validation by Pareto smoothed importance sampling (Vehtari, Gelman & Gabry 2017):
 * draws are weighted by 1 / p(y_i | draw), and the shape of the weights' tail says whether that can work.
 */
import { deterministic, smoothRatios } from "../../math/index.js";
import { discreteFamilies } from "../../vocabulary/index.js";
import { openEssMean } from "../diagnostics/index.js";
import type { Posterior } from "../posterior.js";
import type { Elpd } from "./elpd.js";
import { distinctRows, spreadToRows } from "./distinct-rows.js";
import { rowDraws, type RowDraws } from "./pointwise.js";

export interface LeaveOneOutElpd extends Elpd {
  readonly criterion: "loo";
  readonly kHat: Float64Array;
  /** Monte Carlo standard errors. */
  readonly mcse: Float64Array;
  /** Above this k-hat a row's estimate is not to be trusted with so few draws. */
  readonly threshold: number;
  /** What the other rows say of each response: P(Y < y) + ½ P(Y = y); on demand. */
  readonly pit?: Float64Array;
  /** P(Y = y) given the others, without the row's weight; zero of continuous responses; on demand. */
  readonly mass?: Float64Array;
}

/** min(1 − 1 / log10 S, 0.7), Vehtari et al. 2024. */
export function kHatThreshold(draws: number): number {
  return Math.min(1 - 1 / Math.log10(draws), 0.7);
}

interface RowEstimate {
  readonly elpd: number;
  readonly lpd: number;
  readonly kHat: number;
  readonly mcse: number;
  readonly weights: Float64Array;
}

const { exp, log, log1p } = deterministic;

/** Logs of likelihoods further apart than this have a ratio that a number may not hold. */
const largestExponent = 700;

function impossible(draws: number): RowEstimate {
  const weights = new Float64Array(draws).fill(1 / draws);
  return { elpd: -Infinity, lpd: -Infinity, kHat: Infinity, mcse: NaN, weights };
}

type Efficiency = (likelihood: Float64Array) => number;

/** 1 / likelihood, the largest being one. */
function inverseOf(
  likelihood: Float64Array,
  logLikelihood: Float64Array,
  [least, most]: readonly [number, number],
): Float64Array {
  const inverse = new Float64Array(likelihood.length);
  const smallest = exp(least - most);
  // Where a quotient can be had, an exponential is spared.
  if (most - least < largestExponent)
    for (let s = 0; s < inverse.length; s++) inverse[s] = smallest / likelihood[s]!;
  else for (let s = 0; s < inverse.length; s++) inverse[s] = exp(least - logLikelihood[s]!);
  return inverse;
}

/** Log of the mean likelihood under weights that sum to one. */
function logOfMean(
  weights: Float64Array,
  likelihood: Float64Array,
  logLikelihood: Float64Array,
  [least, most]: readonly [number, number],
): number {
  const near = most - least < largestExponent;
  let density = 0;
  if (near) for (let s = 0; s < weights.length; s++) density += weights[s]! * likelihood[s]!;
  else
    for (let s = 0; s < weights.length; s++)
      // About the least likelihood, where the weights are largest: the products then cannot all vanish.
      density += weights[s]! * exp(Math.min(logLikelihood[s]! - least, largestExponent));
  return (near ? most : least) + log(density);
}

export function leaveOneOutOfRow(logLikelihood: Float64Array, efficiency: Efficiency): RowEstimate {
  const draws = logLikelihood.length;
  const range = rangeOf(logLikelihood);
  const [least, most] = range;
  if (least === -Infinity) return impossible(draws);
  const likelihood = new Float64Array(draws);
  for (let s = 0; s < draws; s++) likelihood[s] = exp(logLikelihood[s]! - most);
  const relative = efficiency(likelihood);
  const weights = inverseOf(likelihood, logLikelihood, range);
  const kHat = smoothRatios(weights, relative);
  let [total, all] = [0, 0];
  for (let s = 0; s < draws; s++) {
    all += weights[s]!;
    total += likelihood[s]!;
  }
  for (let s = 0; s < draws; s++) weights[s] = weights[s]! / all;
  const elpd = logOfMean(weights, likelihood, logLikelihood, range);
  const left = exp(elpd - most);
  let variance = 0;
  for (let s = 0; s < draws; s++) {
    const term = weights[s]! * (likelihood[s]! - left);
    variance += term * term;
  }
  return {
    elpd,
    lpd: most + log(total / draws),
    kHat,
    mcse: Math.sqrt(log1p(variance / relative / (left * left))),
    weights,
  };
}

function rangeOf(values: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let s = 0; s < values.length; s++) {
    const value = values[s]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/**
 * How many independent draws one draw is worth for the mean of the likelihood: one for the joint draws
 * of an approximation, ess / S for those of chains.
 */
export function openEfficiency({ engine, draws }: Posterior): Efficiency {
  if (engine !== "nuts") return () => 1;
  const essMean = openEssMean(draws.chains, draws.drawsPerChain);
  return (likelihood) => {
    const ess = essMean(likelihood);
    return Number.isNaN(ess) ? 1 : ess / likelihood.length;
  };
}

/** Opens the probability of a row's response under weighted draws, its weight taken out again. */
function openMass({ model }: Posterior): (draws: RowDraws, weights: Float64Array) => number {
  const { spec } = model;
  if (!discreteFamilies.has(spec.family)) return () => 0;
  return ({ row, logLikelihood }, weights) => {
    const weight = spec.design.response.weights?.[row] ?? 1;
    // A row of no weight has no likelihood to read its probability from.
    if (weight === 0) return 0;
    return weights.reduce((sum, w, s) => sum + w * exp(logLikelihood[s]! / weight), 0);
  };
}

/** `withPit` also integrates the responses' distribution functions. */
export function leaveOneOut(posterior: Posterior, withPit = false): LeaveOneOutElpd {
  const rows = distinctRows(posterior.model);
  const zeros = (): Float64Array => new Float64Array(rows.first.length);
  const [elpd, p, kHat, mcse, pit, mass] = [zeros(), zeros(), zeros(), zeros(), zeros(), zeros()];
  const efficiency = openEfficiency(posterior);
  const massOf = openMass(posterior);
  const asked = { rows: rows.first, withProbability: withPit };
  for (const drawn of rowDraws(posterior, asked)) {
    const { at, logLikelihood, probability } = drawn;
    const { weights, ...estimate } = leaveOneOutOfRow(logLikelihood, efficiency);
    elpd[at] = estimate.elpd;
    p[at] = estimate.lpd - estimate.elpd;
    kHat[at] = estimate.kHat;
    mcse[at] = estimate.mcse;
    if (!probability) continue;
    pit[at] = weights.reduce((sum, w, s) => sum + w * probability[s]!, 0);
    mass[at] = massOf(drawn, weights);
  }
  const { chains, drawsPerChain } = posterior.draws;
  return {
    criterion: "loo",
    posterior,
    elpd: spreadToRows(rows, elpd),
    p: spreadToRows(rows, p),
    kHat: spreadToRows(rows, kHat),
    mcse: spreadToRows(rows, mcse),
    threshold: kHatThreshold(chains * drawsPerChain),
    ...(withPit && { pit: spreadToRows(rows, pit), mass: spreadToRows(rows, mass) }),
  };
}

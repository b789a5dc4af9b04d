/**
 * Leave-one-out cross-validation by Pareto smoothed importance sampling (Vehtari, Gelman & Gabry 2017):
 * draws are weighted by 1 / p(y_i | draw), and the shape of the weights' tail says whether that can work.
 */
import { deterministic, smoothWeights } from "../../math/index.js";
import { openEssMean } from "../diagnostics/index.js";
import type { Posterior } from "../posterior.js";
import type { Elpd } from "./elpd.js";
import { rowDraws } from "./pointwise.js";

export interface LeaveOneOutElpd extends Elpd {
  readonly criterion: "loo";
  readonly kHat: Float64Array;
  /** Monte Carlo standard errors. */
  readonly mcse: Float64Array;
  /** Above this k-hat a row's estimate is not to be trusted with so few draws. */
  readonly threshold: number;
  /** What the other rows say of each response: P(Y < y) + ½ P(Y = y); on demand. */
  readonly pit?: Float64Array;
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

/** exp beyond this would overflow; weights of draws so far away are zero. */
const largestExponent = 700;

function impossible(draws: number): RowEstimate {
  const weights = new Float64Array(draws).fill(1 / draws);
  return { elpd: -Infinity, lpd: -Infinity, kHat: Infinity, mcse: NaN, weights };
}

type Efficiency = (likelihood: Float64Array) => number;

export function leaveOneOutOfRow(logLikelihood: Float64Array, efficiency: Efficiency): RowEstimate {
  const draws = logLikelihood.length;
  const [least, most] = rangeOf(logLikelihood);
  if (least === -Infinity) return impossible(draws);
  const likelihood = logLikelihood.map((value) => exp(value - most));
  const relative = efficiency(likelihood);
  const { weights, kHat } = smoothWeights(
    logLikelihood.map((value) => -value),
    relative,
  );
  let density = 0;
  let total = 0;
  for (let s = 0; s < draws; s++) {
    // About the least likelihood, where the weights are largest: the products then cannot all vanish.
    density += weights[s]! * exp(Math.min(logLikelihood[s]! - least, largestExponent));
    total += likelihood[s]!;
  }
  const elpd = least + log(density);
  const left = exp(elpd - most);
  const variance = likelihood.reduce(
    (sum, value, s) => sum + (weights[s]! * (value - left)) ** 2,
    0,
  );
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
  for (const value of values) {
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

export function leaveOneOut(posterior: Posterior, withPit = false): LeaveOneOutElpd {
  const { rowCount } = posterior.model.spec.design.predictor;
  const zeros = (): Float64Array => new Float64Array(rowCount);
  const [elpd, p, kHat, mcse, pit] = [zeros(), zeros(), zeros(), zeros(), zeros()];
  const efficiency = openEfficiency(posterior);
  for (const { row, logLikelihood, probability } of rowDraws(posterior, withPit)) {
    const estimate = leaveOneOutOfRow(logLikelihood, efficiency);
    elpd[row] = estimate.elpd;
    p[row] = estimate.lpd - estimate.elpd;
    kHat[row] = estimate.kHat;
    mcse[row] = estimate.mcse;
    pit[row] = estimate.weights.reduce((sum, w, s) => sum + w * (probability?.[s] ?? 0), 0);
  }
  const { chains, drawsPerChain } = posterior.draws;
  const threshold = kHatThreshold(chains * drawsPerChain);
  return { criterion: "loo", posterior, elpd, p, kHat, mcse, threshold, ...(withPit && { pit }) };
}

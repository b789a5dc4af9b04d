/**
 * Scales of a unit's own residual in the past: a common one and one that falls with size, and how heavy
 * its tails are. The formula has one sigma for all units; their sizes are used here, on what the fit leaves.
 */
import { cholesky, deterministic, solveCholesky } from "../../../math/index.js";

export interface ResidualScales {
  /** Log of s0 and of s1, the sd that a unit of the stated size adds. */
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  /** Infinity for normal residuals. */
  readonly degrees: number;
}

/** Residuals as if each unit had been left out, the variance of what predicts it, and stated size over its own. */
export interface PastResiduals {
  readonly residuals: Float64Array;
  readonly spreads: Float64Array;
  readonly inverseSizes: Float64Array;
}

/** Heavier tails than of t(4) would take the units of a district that moved for outliers, one by one. */
const candidates: readonly number[] = [4, 5, 7, 10, 20, Infinity];
/** Logs of scales are about log(0.1) where nothing is known of them, within a factor of some 20. */
const vague = { mean: deterministic.log(0.1), sd: 1.5 };

const { exp, log } = deterministic;

/** log of the t density's constant; 0 differences between candidates are what matters. */
function logConstant(degrees: number): number {
  if (degrees === Infinity) return -0.5 * log(2 * Math.PI);
  return (
    deterministic.logGamma(0.5 * (degrees + 1)) -
    deterministic.logGamma(0.5 * degrees) -
    0.5 * log(degrees * Math.PI)
  );
}

function logLikelihood(past: PastResiduals, logs: Float64Array, degrees: number): number {
  const [common, bySize] = [exp(2 * logs[0]!), exp(2 * logs[1]!)];
  const constant = logConstant(degrees);
  let sum = 0;
  past.residuals.forEach((residual, i) => {
    const variance = common + bySize * past.inverseSizes[i]! + past.spreads[i]!;
    const square = (residual * residual) / variance;
    sum += constant - 0.5 * log(variance);
    sum -= degrees === Infinity ? 0.5 * square : 0.5 * (degrees + 1) * log(1 + square / degrees);
  });
  return sum;
}

interface Step {
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

function scoreAt(past: PastResiduals, logs: Float64Array, degrees: number): Step {
  const [common, bySize] = [exp(2 * logs[0]!), exp(2 * logs[1]!)];
  const heavy = degrees === Infinity ? 1 : degrees / (degrees + 3);
  const prior = 1 / (vague.sd * vague.sd);
  const gradient = logs.map((value) => -prior * (value - vague.mean));
  const information = Float64Array.of(prior, 0, 0, prior);
  past.residuals.forEach((residual, i) => {
    const inverseSize = past.inverseSizes[i]!;
    const variance = common + bySize * inverseSize + past.spreads[i]!;
    const square = (residual * residual) / variance;
    const weight = degrees === Infinity ? 1 : (degrees + 1) / (degrees + square);
    const slopes = [(2 * common) / variance, (2 * bySize * inverseSize) / variance] as const;
    for (let a = 0; a < 2; a++) {
      gradient[a]! += 0.5 * slopes[a]! * (weight * square - 1);
      for (let b = 0; b < 2; b++) information[2 * a + b]! += 0.5 * slopes[a]! * slopes[b]! * heavy;
    }
  });
  return { gradient, information };
}

function fitScales(past: PastResiduals, degrees: number): { logs: Float64Array; sd: Float64Array } {
  const logs = Float64Array.of(vague.mean, vague.mean);
  for (let round = 0; ; round++) {
    const { gradient, information } = scoreAt(past, logs, degrees);
    const factor = cholesky(information, 2);
    if (factor === undefined) throw new Error("the residual scales have no information");
    if (round === 60) {
      const sd = [0, 1].map((k) => {
        const unit = Float64Array.of(k === 0 ? 1 : 0, k === 1 ? 1 : 0);
        solveCholesky(factor, 2, unit);
        return Math.sqrt(unit[k]!);
      });
      return { logs, sd: Float64Array.from(sd) };
    }
    solveCholesky(factor, 2, gradient);
    for (let k = 0; k < 2; k++) logs[k]! += Math.max(-0.5, Math.min(0.5, gradient[k]!));
  }
}

/** By maximum likelihood, given the past's effects; over a few degrees of freedom where residuals are t. */
export function fitResidualScales(past: PastResiduals, heavy: boolean): ResidualScales {
  const fits = (heavy ? candidates : [Infinity]).map((degrees) => {
    const { logs, sd } = fitScales(past, degrees);
    return { mean: logs, sd, degrees, height: logLikelihood(past, logs, degrees) };
  });
  const { mean, sd, degrees } = fits.reduce((best, one) => (one.height > best.height ? one : best));
  return { mean, sd, degrees };
}

/** Priors of the concentrations of Dirichlet rows, each in coordinates without bounds. */
import { deterministic } from "../../../../math/index.js";

const { exp, log, log1p } = deterministic;

/** How concentrations, `alpha[group * outcomes + outcome]`, follow from hyperparameters. */
export interface Concentrations {
  readonly hyperparameters: number;
  readonly names: readonly string[];
  readonly start: Float64Array;
  write(hyper: Float64Array, alpha: Float64Array): void;
  logPrior(hyper: Float64Array, gradient: Float64Array): number;
  /** Adds the gradient, given that with respect to the concentrations. */
  finish(slope: Float64Array, gradient: Float64Array): void;
}

/** alpha ~ Gamma(4, rate 2), as in eiPack's `ei.MD.bayes`; the hyperparameters are log alpha. */
export function gammaConcentrations(
  groups: readonly string[],
  outcomes: readonly string[],
): Concentrations {
  const [shape, rate] = [4, 2];
  const size = groups.length * outcomes.length;
  const alpha = new Float64Array(size);
  return {
    hyperparameters: size,
    names: groups.flatMap((group) =>
      outcomes.map((outcome) => `log concentration(${group}: ${outcome})`),
    ),
    start: new Float64Array(size).fill(log(2)),
    write(hyper, into) {
      for (let i = 0; i < size; i++) into[i] = alpha[i] = exp(hyper[i]!);
    },
    logPrior(hyper, gradient) {
      let sum = 0;
      for (let i = 0; i < size; i++) {
        const value = exp(hyper[i]!);
        sum += shape * hyper[i]! - rate * value;
        gradient[i]! += shape - rate * value;
      }
      return sum;
    },
    finish(slope, gradient) {
      for (let i = 0; i < size; i++) gradient[i]! += alpha[i]! * slope[i]!;
    },
  };
}

/**
 * alpha = phi kappa with phi ~ Uniform(0, 1) and kappa ~ Pareto(8, shape 2), group by group: PyEI's
 * parametrisation of King, Rosen and Tanner's model. Hyperparameters of a group: logit phi, and log of
 * log(kappa / 8), which is exponential with rate 2.
 */
export function paretoConcentrations(names: readonly string[]): Concentrations {
  const groups = names.length;
  const [least, shape] = [8, 2];
  const phi = new Float64Array(groups);
  const excess = new Float64Array(groups);
  const kappa = new Float64Array(groups);
  const start = new Float64Array(2 * groups);
  for (let group = 0; group < groups; group++) start[2 * group + 1] = -1;
  return {
    hyperparameters: 2 * groups,
    names: names.flatMap((group) => [`logit mean(${group})`, `concentration(${group})`]),
    start,
    write(hyper, alpha) {
      for (let group = 0; group < groups; group++) {
        phi[group] = 1 / (1 + exp(-hyper[2 * group]!));
        excess[group] = exp(hyper[2 * group + 1]!);
        kappa[group] = least * exp(excess[group]!);
        alpha[2 * group] = phi[group]! * kappa[group]!;
        alpha[2 * group + 1] = kappa[group]! / (1 + exp(hyper[2 * group]!));
      }
    },
    logPrior(hyper, gradient) {
      let sum = 0;
      for (let group = 0; group < groups; group++) {
        const [logit, logExcess] = [hyper[2 * group]!, hyper[2 * group + 1]!];
        const size = Math.abs(logit);
        sum += -size - 2 * log1p(exp(-size)) + logExcess - shape * exp(logExcess);
        gradient[2 * group]! += 1 - 2 / (1 + exp(-logit));
        gradient[2 * group + 1]! += 1 - shape * exp(logExcess);
      }
      return sum;
    },
    finish(slope, gradient) {
      for (let group = 0; group < groups; group++) {
        const [first, second] = [slope[2 * group]!, slope[2 * group + 1]!];
        const share = phi[group]!;
        gradient[2 * group]! += kappa[group]! * share * (1 - share) * (first - second);
        gradient[2 * group + 1]! +=
          excess[group]! * kappa[group]! * (first * share + second * (1 - share));
      }
    },
  };
}

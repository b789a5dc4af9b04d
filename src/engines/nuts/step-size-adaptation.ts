/** Nesterov's dual averaging of the log step size (Hoffman and Gelman 2014, section 3.2). */
import { deterministic } from "../../math/index.js";

const gamma = 0.05;
const kappa = 0.75;
const delay = 10;

export interface StepSizeAdaptation {
  readonly targetAccept: number;
  /** Of what is learnt. */
  readonly logLongest: number;
  /** The step size to use next. */
  stepSize: number;
  /** μ = log(10 ε₀): what the log step size shrinks towards. */
  centre: number;
  count: number;
  /** s̄: weighted mean of target − acceptance. */
  shortfall: number;
  /** x̄: weighted mean of the log step sizes. */
  logAverage: number;
}

export function openStepSizeAdaptation(
  targetAccept: number,
  stepSize: number,
  longest?: number,
): StepSizeAdaptation {
  const adaptation: StepSizeAdaptation = {
    targetAccept,
    logLongest: longest === undefined ? Infinity : deterministic.log(longest),
    stepSize,
    centre: 0,
    count: 0,
    shortfall: 0,
    logAverage: 0,
  };
  restartStepSize(adaptation, stepSize);
  return adaptation;
}

/** Forgets what was learnt and starts from a step size found by search. */
export function restartStepSize(adaptation: StepSizeAdaptation, stepSize: number): void {
  adaptation.stepSize = stepSize;
  adaptation.centre = deterministic.log(10 * stepSize);
  adaptation.count = 0;
  adaptation.shortfall = 0;
  adaptation.logAverage = 0;
}

/** Learns from the acceptance statistic of one transition. */
export function learnStepSize(adaptation: StepSizeAdaptation, acceptance: number): void {
  const count = ++adaptation.count;
  const weight = 1 / (count + delay);
  const miss = adaptation.targetAccept - Math.min(1, acceptance);
  adaptation.shortfall = (1 - weight) * adaptation.shortfall + weight * miss;
  const sought = adaptation.centre - (adaptation.shortfall * Math.sqrt(count)) / gamma;
  const logStep = Math.min(sought, adaptation.logLongest);
  const share = deterministic.exp(-kappa * deterministic.log(count));
  adaptation.logAverage = (1 - share) * adaptation.logAverage + share * logStep;
  adaptation.stepSize = deterministic.exp(logStep);
}

/** The step size for sampling; what was learnt last if there was nothing to average. */
export function settledStepSize(adaptation: StepSizeAdaptation): number {
  return adaptation.count === 0 ? adaptation.stepSize : deterministic.exp(adaptation.logAverage);
}

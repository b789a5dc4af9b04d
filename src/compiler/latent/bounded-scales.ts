/**
 * Scales whose priors have bounds: their coordinate is the logit between them, t with sd = lower + (upper −
 * lower) / (1 + e^−t), or log(sd − lower) without an upper one. The blocks and the likelihood know logs of
 * scales; here they are given those, and their derivatives the slope of the log in t.
 */
import { deterministic } from "../../math/index.js";
import type {
  LatentGaussian,
  LatentLikelihood,
  LatentPrior,
  Observations,
  UnitTerms,
} from "../../target/index.js";
import { boundedValue } from "./bounded-value.js";
import type { LatentHyperparameter, ScaleBounds } from "./latent-plan.js";

/** A scale at its coordinate. */
export function scaleAt(bounds: ScaleBounds | undefined, t: number): number {
  if (bounds === undefined) return deterministic.exp(t);
  if (bounds.upper === Infinity) return bounds.lower + deterministic.exp(t);
  return boundedValue(bounds, t).value;
}

/** The coordinate of a scale given by its log, brought inside the bounds. */
export function coordinateOf(bounds: ScaleBounds | undefined, logScale: number): number {
  if (bounds === undefined) return logScale;
  const scale = deterministic.exp(logScale);
  const { lower, upper } = bounds;
  if (upper === Infinity) return deterministic.log(Math.max(scale - lower, 0.05 * lower));
  const share = Math.min(0.95, Math.max(0.05, (scale - lower) / (upper - lower)));
  return deterministic.log(share / (1 - share));
}

interface LogScale {
  readonly value: number;
  /** d log sd / dt. */
  readonly slope: number;
  /** d log slope / dt. */
  readonly logSlopeSlope: number;
}

function logScaleAt(bounds: ScaleBounds, t: number): LogScale {
  if (bounds.upper === Infinity) {
    const excess = deterministic.exp(t);
    const scale = bounds.lower + excess;
    const slope = excess / scale;
    return { value: deterministic.log(scale), slope, logSlopeSlope: 1 - slope };
  }
  const { value, slope: dScale, fromLower, fromUpper } = boundedValue(bounds, t);
  const slope = dScale / value;
  const lean = (fromUpper - fromLower) / (bounds.upper - bounds.lower);
  return { value: deterministic.log(value), slope, logSlopeSlope: lean - slope };
}

interface BoundedScales {
  /** Every hyperparameter as blocks and likelihood know it. */
  toLogs(theta: Float64Array): Float64Array;
  /** What is derived by a log scale, by its coordinate: a factor for each hyperparameter. */
  slopes(theta: Float64Array): Float64Array;
  /** Gradient by logs in, gradient by coordinates added. */
  addGradient(theta: Float64Array, byLogs: Float64Array, gradient: Float64Array): void;
  /** Σ log |d log sd / dt|; adds its derivative to `gradient`. */
  logJacobian(theta: Float64Array, gradient: Float64Array): number;
}

function openBoundedScales(hyperparameters: readonly LatentHyperparameter[]): BoundedScales {
  const bounded = hyperparameters.flatMap(({ bounds }, k) => (bounds ? [{ k, bounds }] : []));
  const slopes = (theta: Float64Array): Float64Array => {
    const factors = new Float64Array(theta.length).fill(1);
    for (const { k, bounds } of bounded) factors[k] = logScaleAt(bounds, theta[k]!).slope;
    return factors;
  };
  return {
    slopes,
    toLogs(theta) {
      const logs = theta.slice();
      for (const { k, bounds } of bounded) logs[k] = logScaleAt(bounds, theta[k]!).value;
      return logs;
    },
    addGradient(theta, byLogs, gradient) {
      const factors = slopes(theta);
      for (let k = 0; k < gradient.length; k++) gradient[k]! += factors[k]! * byLogs[k]!;
    },
    logJacobian(theta, gradient) {
      let total = 0;
      for (const { k, bounds } of bounded) {
        const { slope, logSlopeSlope } = logScaleAt(bounds, theta[k]!);
        total += deterministic.log(slope);
        gradient[k]! += logSlopeSlope;
      }
      return total;
    },
  };
}

function priorByCoordinates(prior: LatentPrior, scales: BoundedScales): LatentPrior {
  return {
    ...prior,
    writePrecision: (theta, values) => prior.writePrecision(scales.toLogs(theta), values),
    precisionDerivative(theta, k) {
      const entries = prior.precisionDerivative(scales.toLogs(theta), k);
      const factor = scales.slopes(theta)[k]!;
      return (
        entries && { slots: entries.slots, values: entries.values.map((value) => factor * value) }
      );
    },
    logNormaliser(theta, gradient) {
      const byLogs = new Float64Array(theta.length);
      const value = prior.logNormaliser(scales.toLogs(theta), byLogs);
      scales.addGradient(theta, byLogs, gradient);
      return value;
    },
  };
}

function likelihoodByCoordinates(
  likelihood: LatentLikelihood,
  scales: BoundedScales,
): LatentLikelihood {
  const { units, hyperparameters } = likelihood;
  return {
    ...likelihood,
    ...(units && { units: unitsByCoordinates(units, hyperparameters, scales) }),
    evaluate(eta, theta, order, into) {
      const total = likelihood.evaluate(eta, scales.toLogs(theta), order, into);
      if (order !== "third" || units) return total;
      const factors = scales.slopes(theta);
      hyperparameters.forEach((k, position) => {
        if (factors[k] === 1) return;
        const { value, first, second } = into.auxiliary[position]!;
        for (const derivative of [value, first, second])
          for (let i = 0; i < derivative.length; i++) derivative[i]! *= factors[k]!;
      });
      return total;
    },
    expectSlopes: (mean, variance, theta, rule, slopes) =>
      likelihood.expectSlopes(mean, variance, scales.toLogs(theta), rule, slopes),
  };
}

function observationsByCoordinates(
  observations: Observations,
  scales: BoundedScales,
): Observations {
  return {
    ...observations,
    logDensity: (eta, theta, into) => observations.logDensity(eta, scales.toLogs(theta), into),
    addExpectations: (mean, variance, theta, rule, share, into) =>
      observations.addExpectations(mean, variance, scales.toLogs(theta), rule, share, into),
    cumulative: (eta, theta, into) => observations.cumulative(eta, scales.toLogs(theta), into),
  };
}

/** Terms of units know logs of scales as well. */
function unitsByCoordinates(
  units: UnitTerms,
  hyperparameters: readonly number[],
  scales: BoundedScales,
): UnitTerms {
  return {
    ...units,
    contract(eta, theta, covariance, into) {
      units.contract(eta, scales.toLogs(theta), covariance, into);
      const factors = scales.slopes(theta);
      hyperparameters.forEach((k, position) => {
        const one = into.auxiliary[position]!;
        one.value *= factors[k]!;
        one.trace *= factors[k]!;
        for (let i = 0; i < one.slopes.length; i++) one.slopes[i]! *= factors[k]!;
      });
    },
    expectGradient: (eta, theta, covariance, gradient) =>
      units.expectGradient(eta, scales.toLogs(theta), covariance, gradient),
  };
}

/** The target in the coordinates of its scales; itself where none has bounds. */
export function inScaleCoordinates(
  target: LatentGaussian,
  hyperparameters: readonly LatentHyperparameter[],
): LatentGaussian {
  if (hyperparameters.every(({ bounds }) => bounds === undefined)) return target;
  const scales = openBoundedScales(hyperparameters);
  const { prior, likelihood, observations } = target;
  return {
    ...target,
    prior: priorByCoordinates(prior, scales),
    likelihood: likelihoodByCoordinates(likelihood, scales),
    observations: observations && observationsByCoordinates(observations, scales),
    logHyperprior(theta, gradient) {
      const byLogs = new Float64Array(theta.length);
      const value = target.logHyperprior(scales.toLogs(theta), byLogs);
      scales.addGradient(theta, byLogs, gradient);
      return value + scales.logJacobian(theta, gradient);
    },
  };
}

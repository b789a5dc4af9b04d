/**
 * Variational correction of the conditional mean (van Niekerk & Rue 2024), of every latent at once: with
 * the covariance kept from the Laplace step, mu maximises E[log likelihood] − ½ (mu − m)ᵀ Q (mu − m), where
 * the expectation is over eta ~ N(A mu, s²). Newton steps with P of the Laplace step as the Hessian.
 */
import type { MarginalDensity } from "./marginal-density.js";

export interface MeanCorrection {
  /** The corrected mean; valid until the next call. */
  readonly mean: Float64Array;
  readonly eta: Float64Array;
  /** Corrects the mean of the last conditional mode, whose gradient was asked; false when it did not settle. */
  correct(theta: Float64Array): boolean;
}

const mostSteps = 25;
/** Largest step, in posterior sds, at which the mean has settled. */
const smallStep = 1e-3;
/** The mean may leave the mode by so many posterior sds. */
const farthest = 25;

export function openMeanCorrection(density: MarginalDensity): MeanCorrection {
  const { conditional, orders, shift } = density;
  const { system, mode } = conditional;
  const { variances: latentVariances } = system;
  const { rows, target } = system;
  const { predictor, prior, latentCount: n } = target;
  const mean = new Float64Array(n);
  const eta = new Float64Array(predictor.rowCount);
  const step = new Float64Array(n);
  const deviation = new Float64Array(n);
  const pull = new Float64Array(n);

  /** One step; its largest component in posterior sds. */
  const move = (theta: Float64Array): number => {
    rows.predict(mean, eta);
    for (let j = 0; j < n; j++) deviation[j] = mean[j]! - prior.mean[j]!;
    system.timesPrecision(deviation, pull);
    orders.expectGradient(theta, eta, step);
    for (let j = 0; j < n; j++) step[j]! -= pull[j]!;
    system.solve(step);
    let largest = 0;
    for (let j = 0; j < n; j++) {
      mean[j]! += step[j]!;
      largest = Math.max(largest, Math.abs(step[j]!) / Math.sqrt(latentVariances[j]!));
    }
    return largest;
  };

  const isNear = (): boolean => {
    for (let j = 0; j < n; j++)
      if (!(Math.abs(mean[j]! - mode[j]!) <= farthest * Math.sqrt(latentVariances[j]!)))
        return false;
    return true;
  };

  const correct = (theta: Float64Array): boolean => {
    for (let j = 0; j < n; j++) mean[j] = mode[j]! + shift[j]!;
    let last = Infinity;
    for (let steps = 0; steps < mostSteps; steps++) {
      const largest = move(theta);
      if (largest < smallStep) break;
      if (!(largest < 3 * last)) return false;
      last = largest;
    }
    rows.predict(mean, eta);
    return isNear();
  };

  return { mean, eta, correct };
}

/** The orders of a likelihood whose rows stand alone: everything is a number each of their predictors. */
import type { KnownPosition, LikelihoodOrders } from "./likelihood-orders.js";
import { quadratureFor } from "./predictor-quadrature.js";

export function openRowOrders({ system, eta, derivatives }: KnownPosition): LikelihoodOrders {
  const { likelihood, predictor, latentCount } = system.target;
  const rows = predictor.rowCount;
  const variances = new Float64Array(rows);
  const force = new Float64Array(latentCount);
  const slopes = new Float64Array(rows);
  const covariance = new Float64Array(rows);
  let largest = 0;
  return {
    variances,
    force,
    largestVariance: () => largest,
    prepare(theta) {
      likelihood.evaluate(eta, theta, "third", derivatives);
      system.invert();
      largest = system.predictorVariances(variances);
      system.rows.pullBackProduct(derivatives.third, variances, force);
      for (let j = 0; j < latentCount; j++) force[j]! *= 0.5;
    },
    throughValue(position) {
      const { value, second } = derivatives.auxiliary[position]!;
      let total = 0;
      for (let i = 0; i < rows; i++) total += value[i]! + 0.5 * second[i]! * variances[i]!;
      return total;
    },
    auxiliarySlopes: (position) => derivatives.auxiliary[position]!.first,
    expectGradient(theta, at, gradient) {
      likelihood.expectSlopes(at, variances, theta, quadratureFor(largest), slopes);
      system.rows.pullBack(slopes, gradient);
    },
    cubicTerms({ column, variance }) {
      system.rows.times(column, covariance);
      const sd = Math.sqrt(variance);
      let first = 0;
      let cubic = 0;
      for (let i = 0; i < rows; i++) {
        const slope = covariance[i]! / variance;
        if (slope === 0) continue;
        const third = derivatives.third[i]!;
        // Var(eta) (1 − corr²) is what is left of the predictor's variance given the latent.
        first += 0.5 * sd * (variances[i]! - covariance[i]! * slope) * third * slope;
        cubic += third * slope * slope * slope;
      }
      return { first, third: sd * variance * cubic };
    },
  };
}

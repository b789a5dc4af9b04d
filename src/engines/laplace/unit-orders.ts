/**
 * The orders of a likelihood of units of rows: contractions of its third derivatives with the covariance of the
 * latents that meet in a unit, and second differences of its slopes along a direction of all latents.
 */
import { innerProduct } from "../../math/index.js";
import type { UnitTerms } from "../../target/index.js";
import type { KnownPosition, LikelihoodOrders } from "./likelihood-orders.js";

/** Largest step of a predictor in a second difference. */
const step = 0.01;

export function openUnitOrders(
  { system, eta, derivatives }: KnownPosition,
  units: UnitTerms,
): LikelihoodOrders {
  const { likelihood, predictor } = system.target;
  const rows = predictor.rowCount;
  const variances = new Float64Array(rows);
  const covariance = new Float64Array(units.pattern.rowIndex.length);
  const contraction = units.openContraction();
  const { force, auxiliary } = contraction;
  const moved = new Float64Array(rows);
  const direction = new Float64Array(rows);
  const elsewhere = likelihood.openDerivatives();
  let theta = new Float64Array(0);
  let largest = 0;

  /** Slope along the direction, so far along it from the position. */
  const slopeAt = (by: number): number => {
    for (let i = 0; i < rows; i++) moved[i] = eta[i]! + by * direction[i]!;
    likelihood.evaluate(moved, theta, "value", elsewhere);
    return innerProduct(elsewhere.first, direction);
  };

  return {
    variances,
    force,
    largestVariance: () => largest,
    prepare(at) {
      theta = at.slice();
      likelihood.evaluate(eta, theta, "value", derivatives);
      system.invert();
      largest = system.predictorVariances(variances);
      system.writeUnitCovariance(covariance);
      units.contract(eta, theta, covariance, contraction);
    },
    throughValue(position) {
      const { value, trace } = auxiliary[position]!;
      return value + trace;
    },
    auxiliarySlopes: (position) => auxiliary[position]!.slopes,
    expectGradient: (at, mean, gradient) => units.expectGradient(mean, at, covariance, gradient),
    cubicTerms({ column, variance }) {
      const sd = Math.sqrt(variance);
      system.rows.times(column, direction);
      let farthest = 0;
      for (let i = 0; i < rows; i++) {
        direction[i]! /= sd;
        farthest = Math.max(farthest, Math.abs(direction[i]!));
      }
      if (farthest === 0) return { first: 0, third: 0 };
      const h = step / farthest;
      const third = (slopeAt(h) - 2 * slopeAt(0) + slopeAt(-h)) / (h * h);
      // d/dt of −½ log |P| is forceᵀ v along v = P⁻¹a / sd, that of −½ log aᵀP⁻¹a is −½ of the third derivative.
      return { first: innerProduct(force, column) / sd - 0.5 * third, third };
    },
  };
}

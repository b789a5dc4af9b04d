/** What the module of row likelihoods exports; the memory is the one that the host hands in. */
import {
  binomialDerivatives as binomialDerivativesIn,
  binomialExpectations as binomialExpectationsIn,
  binomialExpectedSlopes as binomialExpectedSlopesIn,
  binomialValues as binomialValuesIn,
} from "../portable/binomial-rows";
import {
  poissonDerivatives as poissonDerivativesIn,
  poissonExpectations as poissonExpectationsIn,
  poissonExpectedSlopes as poissonExpectedSlopesIn,
  poissonValues as poissonValuesIn,
} from "../portable/poisson-rows";

export function binomialDerivatives(eta: i32, successes: i32, trials: i32, first: i32, second: i32, third: i32, n: i32): f64 {
  return binomialDerivativesIn(0, eta, successes, trials, first, second, third, n);
}

export function binomialValues(eta: i32, successes: i32, trials: i32, value: i32, n: i32): f64 {
  return binomialValuesIn(0, eta, successes, trials, value, n);
}

export function binomialExpectedSlopes(mean: i32, variance: i32, successes: i32, trials: i32, nodes: i32, weights: i32, points: i32, slopes: i32, n: i32): void {
  binomialExpectedSlopesIn(0, mean, variance, successes, trials, nodes, weights, points, slopes, n);
}

export function binomialExpectations(rows: i32, mean: i32, variance: i32, successes: i32, trials: i32, constants: i32, nodes: i32, weights: i32, points: i32, share: f64, logs: i32, squares: i32, densities: i32, n: i32): void {
  binomialExpectationsIn(0, rows, mean, variance, successes, trials, constants, nodes, weights, points, share, logs, squares, densities, n);
}

export function poissonDerivatives(eta: i32, counts: i32, exposures: i32, first: i32, second: i32, third: i32, n: i32): f64 {
  return poissonDerivativesIn(0, eta, counts, exposures, first, second, third, n);
}

export function poissonValues(eta: i32, counts: i32, exposures: i32, value: i32, n: i32): f64 {
  return poissonValuesIn(0, eta, counts, exposures, value, n);
}

export function poissonExpectedSlopes(mean: i32, variance: i32, counts: i32, exposures: i32, nodes: i32, weights: i32, points: i32, slopes: i32, n: i32): void {
  poissonExpectedSlopesIn(0, mean, variance, counts, exposures, nodes, weights, points, slopes, n);
}

export function poissonExpectations(rows: i32, mean: i32, variance: i32, counts: i32, exposures: i32, constants: i32, nodes: i32, weights: i32, points: i32, share: f64, logs: i32, squares: i32, densities: i32, n: i32): void {
  poissonExpectationsIn(0, rows, mean, variance, counts, exposures, constants, nodes, weights, points, share, logs, squares, densities, n);
}

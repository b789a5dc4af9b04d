/** Welford's running variances of the draws in one window, shrunk towards a small unit metric. */

export interface VarianceEstimator {
  count: number;
  readonly means: Float64Array;
  readonly squares: Float64Array;
}

export function openVarianceEstimator(dimension: number): VarianceEstimator {
  return { count: 0, means: new Float64Array(dimension), squares: new Float64Array(dimension) };
}

export function addPosition(estimator: VarianceEstimator, position: Float64Array): void {
  const { means, squares } = estimator;
  const count = ++estimator.count;
  for (let i = 0; i < means.length; i++) {
    const deviation = position[i]! - means[i]!;
    const mean = means[i]! + deviation / count;
    means[i] = mean;
    squares[i] = squares[i]! + deviation * (position[i]! - mean);
  }
}

export function forgetDraws(estimator: VarianceEstimator): void {
  estimator.count = 0;
  estimator.means.fill(0);
  estimator.squares.fill(0);
}

/**
 * Writes the regularised variances n/(n+5) var + 1e-3 · 5/(n+5) and forgets the draws.
 * False when one of them is not finite: the draws have run away.
 */
export function takeVariances(estimator: VarianceEstimator, inverseMetric: Float64Array): boolean {
  const { count, squares } = estimator;
  const shrinkage = 5 / (count + 5);
  let sum = 0;
  for (let i = 0; i < squares.length; i++) {
    const variance = count > 1 ? squares[i]! / (count - 1) : 1;
    inverseMetric[i] = (1 - shrinkage) * variance + 1e-3 * shrinkage;
    sum += inverseMetric[i]!;
  }
  forgetDraws(estimator);
  return Number.isFinite(sum);
}

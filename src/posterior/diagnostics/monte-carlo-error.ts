/** Monte Carlo standard errors of posterior means, standard deviations and quantiles. */
import { betaQuantile } from "./beta-quantile.js";
import { mean } from "./chain-draws.js";

/** sd / √ess, with the effective sample size of the mean. */
export function errorOfMean(standardDeviation: number, ess: number): number {
  return standardDeviation / Math.sqrt(ess);
}

/**
 * Error of the standard deviation by the delta method: with E = mean((x − x̄)²),
 * √((mean((x − x̄)⁴) − E²) / ess / E / 4), ess being that of (x − x̄)². `squares` holds (x − x̄)².
 */
export function errorOfStandardDeviation(squares: Float64Array, ess: number): number {
  const spread = mean(squares);
  let fourth = 0;
  for (const square of squares) fourth += (square * square) / squares.length;
  return Math.sqrt((fourth - spread * spread) / ess / spread / 4);
}

/** Half the distance between the draws at the 16 % and 84 % points of the quantile's distribution. */
export function errorOfQuantile(sorted: Float64Array, p: number, ess: number): number {
  const a = ess * p + 1;
  const b = ess * (1 - p) + 1;
  const count = sorted.length;
  const low = Math.max(Math.floor(betaQuantile(0.1586553, a, b) * count), 1);
  const high = Math.min(Math.ceil(betaQuantile(0.8413447, a, b) * count), count);
  return (sorted[high - 1]! - sorted[low - 1]!) / 2;
}

/** Settings of automatic differentiation variational inference. */
import type { LogDensity } from "../../target/index.js";

/**
 * `deterministic`: independent normals on fixed draws, then linear response (Giordano et al. 2023);
 * `mean_field` and `full_rank`: independent or correlated normals by stochastic gradients.
 */
export type AdviApproximation = "deterministic" | "mean_field" | "full_rank";

export interface AdviSettings {
  readonly approximation: AdviApproximation;
  readonly draws: number;
  /** At most: of the optimiser, or of stochastic gradients. */
  readonly iterations: number;
  /** Share of the stochastic iterations during which the temperature rises from 0 to 1; 0 for none. */
  readonly annealing: number;
  /** Parts that the rows are divided into, one for each stochastic gradient; 1 for all rows at once. */
  readonly batches: number;
  readonly seed: number;
}

export const defaultAdviSettings: AdviSettings = {
  approximation: "deterministic",
  draws: 4000,
  iterations: 10_000,
  annealing: 0,
  batches: 1,
  seed: 1,
};

/**
 * What is approximated. Temperature κ multiplies the Kullback-Leibler divergence from the prior:
 * E log p(y | θ) − κ KL(q, p). Where `prior` is absent only the entropy is tempered.
 */
export interface AdviTarget {
  readonly density: LogDensity;
  /** Log prior alone, for annealing. */
  readonly prior?: LogDensity;
  /** Unbiased estimates of `density` from some of the rows, by iteration; the density itself when absent. */
  readonly batch?: (iteration: number) => LogDensity;
}

/** The likelihood beyond its slopes, at a conditional mode: of rows that stand alone, or of units of rows. */
import type { RowDerivatives } from "../../target/index.js";
import type { CubicTerms } from "./skewed-marginals.js";
import type { LatentDirection } from "./latent-directions.js";
import type { LatentSystem } from "./latent-system.js";

/** A position at which derivatives to the second order are known and P is factorised. */
export interface KnownPosition {
  readonly system: LatentSystem;
  readonly eta: Float64Array;
  readonly derivatives: RowDerivatives;
}

/** A workspace; all but `expectGradient` is at the position of the last `prepare`. */
export interface LikelihoodOrders {
  /** Inverts P, and evaluates the third order. */
  prepare(theta: Float64Array): void;
  /** Var(eta) of every row, and the largest of them. */
  readonly variances: Float64Array;
  largestVariance(): number;
  /** ½ ∂ tr(P⁻¹ Aᵀ l″ A) / ∂x with P held. */
  readonly force: Float64Array;
  /** Of the likelihood's hyperparameters, by position: Σ dl + ½ tr(P⁻¹ Aᵀ dl″ A). */
  throughValue(position: number): number;
  /** dl′ of every row. */
  auxiliarySlopes(position: number): Float64Array;
  /** Aᵀ E[l′] at the mean that gives eta, with the covariance of the last `prepare`. */
  expectGradient(theta: Float64Array, eta: Float64Array, gradient: Float64Array): void;
  cubicTerms(direction: LatentDirection): CubicTerms;
}

/**
 * What the nested Laplace engine asks of a likelihood whose terms are of units of several rows: its second
 * derivatives in x are a matrix for each unit, where rows that stand alone have a number each.
 */
import type { SymmetricPattern } from "../math/sparse/index.js";

/** Of one hyperparameter of the likelihood. */
export interface UnitAuxiliary {
  /** d / d theta. */
  value: number;
  /** ½ tr(C ∂² / ∂x∂xᵀ of it). */
  trace: number;
  /** The derivative of each row's slope. */
  readonly slopes: Float64Array;
}

/** Third order at one position, contracted with a covariance C of x. */
export interface UnitContraction {
  /** ½ ∂ tr(C H) / ∂x, with H the second derivatives in x. */
  readonly force: Float64Array;
  readonly auxiliary: readonly UnitAuxiliary[];
}

/** Matrices are by the slots of the pattern. */
export interface UnitTerms {
  /** Latents that meet in a unit, every diagonal entry among them. */
  readonly pattern: SymmetricPattern;
  openContraction(): UnitContraction;
  /** A negative semidefinite stand-in for the second derivatives: minus the information of the units' means. */
  writeExpectedSecond(eta: Float64Array, second: Float64Array): void;
  contract(
    eta: Float64Array,
    theta: Float64Array,
    covariance: Float64Array,
    into: UnitContraction,
  ): void;
  /** Expected slopes in x where x is normal with this covariance around the mean that gives eta. */
  expectGradient(
    eta: Float64Array,
    theta: Float64Array,
    covariance: Float64Array,
    gradient: Float64Array,
  ): void;
}

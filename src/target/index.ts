/** The contract between models and engines: a differentiable log density on unconstrained space. */

import type { ParameterRole } from "./parameter-roles.js";

/** What an engine samples; the target is only ever asked for finite positions of length `dimension`. */
export interface LogDensity {
  readonly dimension: number;
  /**
   * Returns the log density (up to a constant, Jacobians included) and writes its gradient.
   * May return NaN or -Infinity where the density does not exist; engines treat both as zero density.
   */
  logDensityAndGradient(position: Float64Array, gradient: Float64Array): number;
}

/** One named, constrained quantity that a position determines. */
export interface ReportedParameter {
  /** `Intercept`, `eth[Black]`, `sd(1|state)`, `1|state[CA]`, `sigma`. */
  readonly name: string;
  readonly role: ParameterRole;
  /** The term or parameter that owns it, as the user wrote it: `1|state`, `eth`. */
  readonly term: string;
}

/** How unconstrained positions become the named parameters of the summary. */
export interface ParameterLayout {
  readonly dimension: number;
  readonly parameters: readonly ReportedParameter[];
  /** Writes the value of every reported parameter, in order. */
  constrain(position: Float64Array, values: Float64Array): void;
  /** A name for each unconstrained coordinate, for messages about the sampler: the owning term. */
  readonly coordinateTerms: readonly string[];
}

export { isEffect, type ParameterRole } from "./parameter-roles.js";
export type {
  DerivativeOrder,
  ExpectedLikelihood,
  GroupedRows,
  GroupLikelihood,
  GroupSeries,
  LatentGaussian,
  LatentLikelihood,
  LatentPrior,
  MatrixEntries,
  NormalRows,
  Observations,
  RowDerivatives,
  SparseRows,
} from "./latent-gaussian.js";
export type { UnitAuxiliary, UnitContraction, UnitTerms } from "./unit-terms.js";

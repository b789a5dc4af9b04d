/**
 * The contract between models and the nested Laplace engine: eta = offset + A x, where x is Gaussian
 * with a sparse precision that depends on a few hyperparameters theta on the whole real line.
 */
import type { Quadrature } from "../math/index.js";
import type { SymmetricPattern } from "../math/sparse/index.js";
import type { UnitTerms } from "./unit-terms.js";

/** A sparse matrix by rows; the columns of a row ascend. */
export interface SparseRows {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** Some entries of a symmetric matrix, by their slots in its pattern. */
export interface MatrixEntries {
  readonly slots: Int32Array;
  readonly values: Float64Array;
}

export interface LatentPrior {
  /** Of the precision Q(theta). */
  readonly pattern: SymmetricPattern;
  readonly mean: Float64Array;
  writePrecision(theta: Float64Array, values: Float64Array): void;
  /** dQ / dtheta_k, valid until the next call; undefined where Q does not depend on theta_k. */
  precisionDerivative(theta: Float64Array, k: number): MatrixEntries | undefined;
  /**
   * ½ log |Q|* − (rank / 2) log 2π of the proper part; adds its derivative to `gradient`.
   * Flat directions contribute nothing.
   */
  logNormaliser(theta: Float64Array, gradient: Float64Array): number;
}

/** The value alone, or with derivatives to the second or third order. */
export type DerivativeOrder = "value" | "second" | "third";

/**
 * One entry a row. Where a likelihood is of units, `first` is always written, `second` has the second derivatives
 * in x by the slots of their pattern, and the rest is a contraction.
 */
export interface RowDerivatives {
  /** d / d eta, and so on. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly third: Float64Array;
  /** For each hyperparameter of the likelihood: its derivatives of value, first and second. */
  readonly auxiliary: readonly {
    readonly value: Float64Array;
    readonly first: Float64Array;
    readonly second: Float64Array;
  }[];
}

/** The rows of a predictor gathered by group: eta = offset + C x + multiplier × effect of the group. */
export interface GroupedRows {
  readonly groups: number;
  /** Rows of the predictor, group after group; those without a group come last. */
  readonly rows: Int32Array;
  /** Where each group begins, and the rows without one; then how many rows there are. */
  readonly start: Int32Array;
  /** In that order of the rows, and so are the rows of C and the offset; zero without a group. */
  readonly multiplier: Float64Array;
  readonly common: SparseRows;
  readonly offset: Float64Array;
}

/** The likelihood of each group as a power series in its effect. */
export interface GroupSeries {
  /** Coefficients of a group, the first of which belongs to the constant and is zero. */
  readonly terms: number;
  /** How far from where it is expanded each group's series may be used. */
  readonly radius: Float64Array;
  /** Writes the coefficients of every group around its effect; returns the value of all rows there. */
  readonly expand: (effects: Float64Array, coefficients: Float64Array) => number;
}

/** The likelihood as a function of the effect of each group. A workspace. */
export interface GroupLikelihood {
  /** What its values leave out. */
  readonly constant: number;
  /** What all that follows is at: theta, and x of the common part. */
  place(theta: Float64Array, common: Float64Array): void;
  /**
   * The derivative of every group, and minus the second one without what is negative in it; at least of those whose
   * entry of `chosen` is not zero, where that is given.
   */
  slopes(
    effects: Float64Array,
    slope: Float64Array,
    curvature: Float64Array,
    chosen?: Float64Array,
  ): void;
  /**
   * Values of every group, or at least of those that are chosen, at the effects centre + scale × node, `into` being
   * group after group; returns that of the rows without a group.
   */
  values(
    centres: Float64Array,
    scales: Float64Array,
    nodes: Float64Array,
    into: Float64Array,
    chosen?: Float64Array,
  ): number;
  /** Of families whose rows have one. */
  readonly series?: GroupSeries;
}

export interface LatentLikelihood {
  /** What the rows add whatever the parameters are. */
  readonly constant: number;
  /** Which hyperparameters it depends on, in the order of `RowDerivatives.auxiliary`. */
  readonly hyperparameters: readonly number[];
  openDerivatives(): RowDerivatives;
  /**
   * The sum over the rows, without the constant. Writes the derivatives that the order asks for, and maybe
   * more; `third` includes the auxiliary derivatives.
   */
  evaluate(
    eta: Float64Array,
    theta: Float64Array,
    order: DerivativeOrder,
    into: RowDerivatives,
  ): number;
  /** E[d / d eta] of every row at eta ~ N(mean, variance), by the rule or exactly. */
  expectSlopes(
    mean: Float64Array,
    variance: Float64Array,
    theta: Float64Array,
    rule: Quadrature,
    slopes: Float64Array,
  ): void;
  /** Of families with kernels for it. */
  readonly openGroups?: (rows: GroupedRows) => GroupLikelihood;
  /** Of likelihoods whose terms are of several rows each; slopes are then expected by these. */
  readonly units?: UnitTerms;
}

/** Rows with normal responses: −Σ w (mean − eta)² / 2σ² − squares / 2σ² − weight log σ, and the constant. */
export interface NormalRows {
  readonly mean: Float64Array;
  /** w, one entry a row. */
  readonly weights: Float64Array;
  readonly squares: number;
  /** What log σ counts. */
  readonly weight: number;
  /** The hyperparameter that is log σ; without one σ is 1. */
  readonly scale: number | undefined;
}

/** One entry an observation: E[l], E[l²] and E[exp l] of its log density l. */
export interface ExpectedLikelihood {
  readonly log: Float64Array;
  readonly square: Float64Array;
  readonly density: Float64Array;
}

/** The responses as the user gave them, equal ones counted: what DIC, WAIC, CPO and PIT refer to. */
export interface Observations {
  readonly count: number;
  /** The row of the linear predictor of each. */
  readonly row: Int32Array;
  /** How many responses each stands for. */
  readonly multiplicity: Float64Array;
  /** Whole log densities, constants included, at one predictor value for each observation. */
  readonly logDensity: (eta: Float64Array, theta: Float64Array, into: Float64Array) => void;
  /** Adds `share` times the expectations, at the eta ~ N(mean, variance) of the row of each observation. */
  readonly addExpectations: (
    mean: Float64Array,
    variance: Float64Array,
    theta: Float64Array,
    rule: Quadrature,
    share: number,
    into: ExpectedLikelihood,
  ) => void;
  /** P(Y <= y) of every observation, at one predictor value each. */
  readonly cumulative: (eta: Float64Array, theta: Float64Array, into: Float64Array) => void;
  /** Responses are counts, so that P(Y = y) is above zero. */
  readonly discrete: boolean;
}

export interface LatentGaussian {
  readonly latentCount: number;
  /** The latents from here on are the intercept and the common coefficients. */
  readonly commonStart: number;
  readonly hyperparameterCount: number;
  readonly predictor: SparseRows;
  readonly offset: Float64Array;
  readonly prior: LatentPrior;
  readonly likelihood: LatentLikelihood;
  /** What the likelihood is, where responses are normal. */
  readonly normalRows?: NormalRows | undefined;
  /** Rows c of C x = 0, each of length `latentCount`. */
  readonly constraints: readonly Float64Array[];
  /** A latent in each direction along which Q is zero and that only a constraint holds. */
  readonly pinned: readonly number[];
  /** Log density of theta, Jacobians and constants included; adds its derivative to `gradient`. */
  logHyperprior(theta: Float64Array, gradient: Float64Array): number;
  readonly start: Float64Array;
  /** Undefined where responses are of units of several rows. */
  readonly observations: Observations | undefined;
}

/**
 * The contract between models and the nested Laplace engine: eta = offset + A x, where x is Gaussian
 * with a sparse precision that depends on a few hyperparameters theta on the whole real line.
 */
import type { SymmetricPattern } from "../math/sparse/index.js";

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

/** The value; the first derivatives alone; value and derivatives to the second or third order. */
export type DerivativeOrder = "value" | "slopes" | "second" | "third";

/** One entry a row. */
export interface RowDerivatives {
  readonly value: Float64Array;
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

export interface LatentLikelihood {
  /** What the rows add whatever the parameters are. */
  readonly constant: number;
  /** Which hyperparameters it depends on, in the order of `RowDerivatives.auxiliary`. */
  readonly hyperparameters: readonly number[];
  openDerivatives(): RowDerivatives;
  /** Writes what the order asks for, and maybe more; `third` includes the auxiliary derivatives. */
  evaluate(
    eta: Float64Array,
    theta: Float64Array,
    order: DerivativeOrder,
    into: RowDerivatives,
  ): void;
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
  /** Rows c of C x = 0, each of length `latentCount`. */
  readonly constraints: readonly Float64Array[];
  /** A latent in each direction along which Q is zero and that only a constraint holds. */
  readonly pinned: readonly number[];
  /** Log density of theta, Jacobians and constants included; adds its derivative to `gradient`. */
  logHyperprior(theta: Float64Array, gradient: Float64Array): number;
  readonly start: Float64Array;
  readonly observations: Observations;
}

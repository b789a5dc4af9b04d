/** A model as the nested Laplace engine takes it, as plain data that can be sent to a worker thread. */
import type { LikelihoodName, LinkOpName, Statistics } from "../../graph/index.js";
import type { ResolvedPrior } from "../../model/model-spec.js";
import type { SparseRows } from "../../target/index.js";
import type { FamilyName } from "../../vocabulary/index.js";

/** Intercept and common coefficients: independent normals, and a normal for a combination of them. */
export interface CommonLatentBlock {
  readonly kind: "common";
  readonly size: number;
  readonly mean: Float64Array;
  /** Zero where the prior is flat. */
  readonly precision: Float64Array;
  /** The intercept at the predictors' means, where its prior stands there. */
  readonly combination?: { readonly weights: Float64Array; readonly precision: number };
}

/** Group effects, level by level. */
export interface GroupLatentBlock {
  readonly kind: "group";
  readonly levels: number;
  readonly effects: number;
  readonly correlated: boolean;
  /** Log sds, then unconstrained partial correlations row by row. */
  readonly hyperparameters: readonly number[];
}

export type LatentBlock = CommonLatentBlock | GroupLatentBlock;

/** A coordinate on the whole real line: the log of an sd or auxiliary parameter, or a partial correlation. */
export interface LatentHyperparameter {
  /** `sd(1|state)`, `sigma`; for a partial correlation the block's term. */
  readonly name: string;
  readonly kind: "log" | "partial correlation";
  /** Undefined for partial correlations: LKJ stands on the block. */
  readonly prior?: ResolvedPrior;
}

/** LKJ priors of the blocks with correlations. */
export interface LatentCorrelation {
  readonly effects: number;
  readonly eta: number;
  readonly hyperparameters: readonly number[];
}

/** Equal responses on equal rows are one observation. */
export interface LatentObservations {
  readonly row: Int32Array;
  readonly multiplicity: Float64Array;
  readonly statistics: Statistics;
  /** What is free of parameters in each log density. */
  readonly constants: Float64Array;
  readonly responses: Float64Array;
  readonly trials: Float64Array | undefined;
  /** Known standard errors, which stand for sigma. */
  readonly standardErrors: Float64Array | undefined;
  /** The observation of every row of the data. */
  readonly ofRow: Int32Array;
}

export interface LatentPlan {
  readonly predictor: SparseRows;
  readonly offset: Float64Array;
  readonly family: FamilyName;
  readonly likelihood: LikelihoodName;
  readonly link: LinkOpName;
  readonly statistics: Statistics;
  readonly constant: number;
  readonly observations: LatentObservations;
  readonly blocks: readonly LatentBlock[];
  readonly hyperparameters: readonly LatentHyperparameter[];
  readonly correlations: readonly LatentCorrelation[];
  /** Of the family, in its order. */
  readonly auxiliary: readonly number[];
  /** Logs of the auxiliary parameters where the search for their mode begins. */
  readonly auxiliaryStart: Float64Array;
  /** First latent of each block of the design's groups, then of the intercept and common coefficients. */
  readonly starts: readonly number[];
}

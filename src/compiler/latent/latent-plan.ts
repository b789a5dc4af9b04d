/** A model as the nested Laplace engine takes it, as plain data that can be sent to a worker thread. */
import type { BoundedPrior, LikelihoodName, LinkOpName, Statistics } from "../../graph/index.js";
import type { CountLikelihoodName } from "../../math/poisson-binomial/index.js";
import type { ResolvedPrior } from "../../model/model-spec.js";
import type { SparseRows } from "../../target/index.js";
import type { StructureForm } from "../../vocabulary/effects/index.js";
import type { FamilyName } from "../../vocabulary/index.js";
import type { MeasuredStructure } from "../structured/measure-structure.js";

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

/**
 * A structured effect: copies of `nodes` effects; for the form `mixed` followed by as many of the spatial
 * part. The first hyperparameter is the log sd, the second the coordinate of rho or phi.
 */
export interface StructuredLatentBlock {
  readonly kind: "structured";
  readonly form: StructureForm;
  readonly nodes: number;
  readonly copies: number;
  /** Absent for autoregressions. */
  readonly measured?: MeasuredStructure;
  /** Sets of nodes that sum to zero in every copy. */
  readonly zeroSums: readonly Int32Array[];
  readonly hyperparameters: readonly number[];
  /** Where rho or phi may lie. */
  readonly range?: { readonly lower: number; readonly upper: number };
}

export type LatentBlock = CommonLatentBlock | GroupLatentBlock | StructuredLatentBlock;

/** Latents of a block. */
export function latentsOf(block: LatentBlock): number {
  if (block.kind === "common") return block.size;
  if (block.kind === "group") return block.levels * block.effects;
  return block.nodes * block.copies * (block.form === "mixed" ? 2 : 1);
}

/** Latents that are reported as effects, in the order of the report: all but the spatial parts of mixtures. */
export function effectLatents({ blocks, starts }: LatentPlan): Int32Array {
  const latents = blocks.flatMap((block, b) => {
    if (block.kind === "common") return [];
    const count =
      block.kind === "structured" ? block.nodes * block.copies : block.levels * block.effects;
    return Array.from({ length: count }, (_, i) => starts[b]! + i);
  });
  return Int32Array.from(latents);
}

/** The latent of each reported effect, by the position of its parameter among as many as are reported. */
export function latentOfParameter(
  plan: LatentPlan,
  parameterCount: number,
): ReadonlyMap<number, number> {
  const { commonStart } = plan;
  const common = plan.predictor.columnCount - commonStart;
  const effects = effectLatents(plan);
  return new Map([
    ...Array.from({ length: common }, (_, j) => [j, commonStart + j] as const),
    ...Array.from(effects, (latent, j) => [parameterCount - effects.length + j, latent] as const),
  ]);
}

/** Where a scale may lie; the upper bound may be infinite. */
export interface ScaleBounds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * A coordinate on the whole real line: the log of an sd or auxiliary parameter, the logit of one between
 * bounds, or a partial correlation.
 */
export interface LatentHyperparameter {
  /** `sd(1|state)`, `sigma`; for a partial correlation the block's term. */
  readonly name: string;
  readonly kind: "scale" | "partial correlation" | "bounded";
  /** Of scales; on partial correlations of a block stands LKJ. */
  readonly prior?: ResolvedPrior;
  /** Of scales whose prior has bounds besides zero. */
  readonly bounds?: ScaleBounds;
  /** Of bounded parameters. */
  readonly bounded?: BoundedPrior;
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

/** A response in every row. */
export interface RowResponses {
  readonly kind: "rows";
  readonly likelihood: LikelihoodName;
  readonly statistics: Statistics;
  readonly constant: number;
  readonly observations: LatentObservations;
}

/** Counts of units: the predictors of all members for one outcome, then those for the next. */
export interface UnitResponses {
  readonly kind: "units";
  readonly likelihood: CountLikelihoodName;
  readonly dispersed: boolean;
  readonly outcomes: number;
  /** Position of the outcome whose score is zero. */
  readonly reference: number;
  /** Members of unit u from `start[u]` to `start[u + 1]`. */
  readonly start: Int32Array;
  /** People of every member. */
  readonly weights: Float64Array;
  /** Row-major, units × outcomes. */
  readonly counts: Float64Array;
}

export interface PredictedResponses {
  readonly predictor: SparseRows;
  readonly offset: Float64Array;
  readonly responses: RowResponses | UnitResponses;
}

export interface LatentPlan extends PredictedResponses {
  readonly family: FamilyName;
  readonly link: LinkOpName;
  readonly blocks: readonly LatentBlock[];
  readonly hyperparameters: readonly LatentHyperparameter[];
  readonly correlations: readonly LatentCorrelation[];
  /** Of the family, in its order. */
  readonly auxiliary: readonly number[];
  /** Logs of the auxiliary parameters where the search for their mode begins. */
  readonly auxiliaryStart: Float64Array;
  /** First latent of each block: groups, structured effects, then intercept and common coefficients. */
  readonly starts: readonly number[];
  /** The first of the intercepts and common coefficients. */
  readonly commonStart: number;
}

/** The operations of the graph, by name: the one table that evaluation, rewrites and printing share. */
import type { Op } from "../op.js";
import { add } from "./add.js";
import { aggregate, type AggregateAttributes } from "./aggregate.js";
import { affine, type AffineAttributes } from "./affine.js";
import { autoregression, type AutoregressionAttributes } from "./autoregression.js";
import { blockSum, type BlockSumAttributes } from "./block-sum.js";
import type { BoundedPrior } from "../bounded-priors.js";
import { boundedPrior } from "./bounded-prior.js";
import { columnsTimes, type ColumnsTimesAttributes } from "./columns-times.js";
import { concat } from "./concat.js";
import { constant, type ConstantAttributes } from "./constant.js";
import { correlationCholesky, type CorrelationAttributes } from "./correlation-cholesky.js";
import { correlationLogJacobian } from "./correlation-log-jacobian.js";
import { correlations } from "./correlations.js";
import { density, type DensityAttributes } from "./density.js";
import { dot, type DotAttributes } from "./dot.js";
import { exp } from "./exp.js";
import { gather, type GatherAttributes } from "./gather.js";
import { gaussianSufficient, type GaussianSufficientAttributes } from "./gaussian-sufficient.js";
import { groupEffects, type GroupEffectsAttributes } from "./group-effects.js";
import { intervalLogJacobian } from "./interval-log-jacobian.js";
import { interval, type IntervalAttributes } from "./interval.js";
import { likelihood, type LikelihoodAttributes } from "./likelihood.js";
import { lkj, type LkjAttributes } from "./lkj.js";
import { log } from "./log.js";
import { multiply } from "./multiply.js";
import type { NoAttributes } from "./no-attributes.js";
import { patternTimes, type PatternTimesAttributes } from "./pattern-times.js";
import { position, type PositionAttributes } from "./position.js";
import { reciprocal } from "./reciprocal.js";
import { slice, type SliceAttributes } from "./slice.js";
import { sqrt } from "./sqrt.js";
import { square } from "./square.js";
import { standardNormal } from "./standard-normal.js";
import { structureRoot, type StructureRootAttributes } from "./structure-root.js";
import { subtract } from "./subtract.js";
import { sum } from "./sum.js";
import { tableSum, type TableSumAttributes } from "./table-sum.js";

export interface OpAttributes {
  position: PositionAttributes;
  constant: ConstantAttributes;
  slice: SliceAttributes;
  concat: NoAttributes;
  add: NoAttributes;
  subtract: NoAttributes;
  multiply: NoAttributes;
  affine: AffineAttributes;
  exp: NoAttributes;
  log: NoAttributes;
  square: NoAttributes;
  sqrt: NoAttributes;
  reciprocal: NoAttributes;
  sum: NoAttributes;
  dot: DotAttributes;
  columns_times: ColumnsTimesAttributes;
  pattern_times: PatternTimesAttributes;
  gather: GatherAttributes;
  table_sum: TableSumAttributes;
  interval: IntervalAttributes;
  interval_log_jacobian: IntervalAttributes;
  density: DensityAttributes;
  standard_normal: NoAttributes;
  correlation_cholesky: CorrelationAttributes;
  correlation_log_jacobian: CorrelationAttributes;
  lkj: LkjAttributes;
  correlations: CorrelationAttributes;
  group_effects: GroupEffectsAttributes;
  structure_root: StructureRootAttributes;
  autoregression: AutoregressionAttributes;
  bounded_prior: BoundedPrior;
  likelihood: LikelihoodAttributes;
  aggregate: AggregateAttributes;
  gaussian_sufficient: GaussianSufficientAttributes;
  block_sum: BlockSumAttributes;
}

export type OpName = keyof OpAttributes;

/** One entry an op: a missing or a doubled one does not compile. */
export const ops: { readonly [Name in OpName]: Op<OpAttributes[Name]> } = {
  position,
  constant,
  slice,
  concat,
  add,
  subtract,
  multiply,
  affine,
  exp,
  log,
  square,
  sqrt,
  reciprocal,
  sum,
  dot,
  columns_times: columnsTimes,
  pattern_times: patternTimes,
  gather,
  table_sum: tableSum,
  interval,
  interval_log_jacobian: intervalLogJacobian,
  density,
  standard_normal: standardNormal,
  correlation_cholesky: correlationCholesky,
  correlation_log_jacobian: correlationLogJacobian,
  lkj,
  correlations,
  group_effects: groupEffects,
  structure_root: structureRoot,
  autoregression,
  bounded_prior: boundedPrior,
  likelihood,
  aggregate,
  gaussian_sufficient: gaussianSufficient,
  block_sum: blockSum,
};

/** The operation called `name`; its attributes are then typed by that name. */
export function opOf<Name extends OpName>(name: Name): Op<OpAttributes[Name]> {
  return ops[name];
}

export { densities, type Density, type DensityName } from "./densities/index.js";
export { likelihoods, type FamilyLikelihood, type LikelihoodName } from "./likelihoods/index.js";
export type { LinkOpName } from "./links.js";
export { pairCount } from "./correlation-cholesky.js";

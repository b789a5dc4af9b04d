/** The graph room: build, evaluate, rewrite, plan and print computation graphs. */
export { bindNodes, type NodeBuffers } from "./bind-nodes.js";
export { boundedLogDensity, type BoundedDensity, type BoundedPrior } from "./bounded-priors.js";
export { curvatureBuffers, type CurvatureBuffers } from "./curvature/curvature-buffers.js";
export { openCurvature, type Curvature } from "./curvature/open-curvature.js";
export { openGraphBuilder, type GraphBuilder } from "./graph-builder.js";
export type { Graph, GraphNode, NodeId, Shape } from "./graph.js";
export { ancestors, isOp, nodesOf } from "./node-queries.js";
export type { BoundOp, Op, OpBuffers } from "./op.js";
export {
  densities,
  likelihoods,
  ops,
  pairCount,
  type Density,
  type DensityName,
  type LikelihoodName,
  type LinkOpName,
  type OpAttributes,
  type OpName,
} from "./ops/index.js";
export type { Statistics } from "./ops/likelihoods/index.js";
export { openOracle, type Oracle } from "./oracle.js";
export type { KernelName } from "./plan/kernel-signatures.js";
export { signatureOf } from "./plan/kernel-call.js";
export { planGraph } from "./plan/plan-graph.js";
export {
  blockRows,
  type BlockProgram,
  type KernelArgument,
  type KernelCall,
  type Plan,
  type PlanBuffer,
} from "./plan/plan.js";
export { printPlan } from "./plan/print-plan.js";
export { printGraph } from "./print-graph.js";
export { firstRows, groupRows, type RowCodes } from "./rewrites/row-codes.js";
export { observationKeys, ofObservations } from "./rewrites/observation-rows.js";
export { rewriteGraph } from "./rewrites/rewrite-graph.js";
export type { Rewritten } from "./rewrites/rewrite.js";

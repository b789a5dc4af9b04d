/**
 * Estimated nanoseconds per evaluation of density and gradient, from measurements of the kernels
 * (reference/execution_backend.md and `npm run bench`); it chooses between rewrites and is printed,
 * never promised.
 */
import type { Graph, GraphNode } from "../graph.js";
import { ancestors, isOp } from "../node-queries.js";
import type { LikelihoodName, OpName } from "../ops/index.js";
import { isBernoulli } from "./likelihood-lowering.js";

/** Value and pullback together, per row. */
export const rowCosts = {
  scalar: 0.5,
  column: 0.8,
  gather: 1.4,
  slope: 2,
  offset: 0.3,
} as const;

/** Per row, predictor not included. */
const likelihoodCosts: Readonly<Record<LikelihoodName, number>> = {
  binomial: 8,
  poisson: 6,
  gaussian: 1.5,
  gaussian_known: 1,
  student_t: 12,
  negative_binomial: 60,
  gamma: 10,
  beta: 120,
};

const bernoulliCost = 6;

/** Small nodes run in JavaScript: per node, and per entry read or written. */
export const smallCosts = { node: 25, entry: 1.2, product: 0.8 } as const;

/** Per member and outcome of an aggregate likelihood by the unit mean, most of it the exponential. */
const memberCost = 25;

export function likelihoodRowCost(node: GraphNode<"likelihood">): number {
  const { family, link } = node.attributes;
  if (link === "logit" && isBernoulli(node)) return bernoulliCost;
  return likelihoodCosts[family] + (family === "beta" || link === "identity" ? 0 : 1);
}

/** Per row of an addend of the linear predictor. */
export function addendRowCost(node: GraphNode): number {
  if (!node.shape.rows) return rowCosts.scalar;
  if (isOp(node, "columns_times")) return rowCosts.column * node.attributes.columns.length;
  if (isOp(node, "gather")) return node.attributes.multiplier ? rowCosts.slope : rowCosts.gather;
  if (isOp(node, "pattern_times")) {
    return node.attributes.multiplier ? rowCosts.slope : rowCosts.gather;
  }
  return isOp(node, "constant") ? rowCosts.offset : 0;
}

const withoutCost: readonly OpName[] = ["position", "constant"];

function smallCost(graph: Graph, node: GraphNode): number {
  if (withoutCost.includes(node.op)) return 0;
  const sizes = node.inputs.map((input) => graph.nodes[input]!.shape.size);
  const entries = sizes.reduce((total, size) => total + size, node.shape.size);
  if (isOp(node, "table_sum")) {
    const { size, indices } = node.attributes;
    return smallCosts.node + smallCosts.entry * 2 * size * indices.length;
  }
  if (isOp(node, "columns_times")) {
    return smallCosts.node + smallCosts.product * 2 * sizes[0]! * node.shape.size;
  }
  if (isOp(node, "aggregate")) {
    return smallCosts.node + memberCost * node.attributes.outcomes * node.attributes.unit.length;
  }
  if (isOp(node, "gaussian_sufficient")) {
    return smallCosts.node + smallCosts.product * sizes[0]! * sizes[0]!;
  }
  return smallCosts.node + smallCosts.entry * entries;
}

/** Microseconds per evaluation of the graph's plan. */
export function estimatedMicroseconds(graph: Graph): number {
  const needed = ancestors(graph, [graph.output]);
  let nanoseconds = 0;
  for (const node of graph.nodes) {
    if (!needed[node.id]) continue;
    if (isOp(node, "likelihood")) {
      nanoseconds += node.attributes.statistics[0]!.length * likelihoodRowCost(node);
    } else if (node.shape.rows) nanoseconds += node.shape.size * addendRowCost(node);
    else nanoseconds += smallCost(graph, node);
  }
  return nanoseconds / 1000;
}

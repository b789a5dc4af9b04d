/**
 * The linear predictors of an aggregate likelihood as small nodes: their values are needed for all members of a
 * unit at once, so that they are kept whole, and their look-ups and products run as programs of nodes.
 */
import type { GraphBuilder } from "../graph-builder.js";
import type { Graph, NodeId } from "../graph.js";
import { isOp, nodesOf } from "../node-queries.js";
import { copyGraph, withoutUnused } from "../rewrites/rewrite.js";
import { predictorParts } from "./predictor-parts.js";

/** Everything that is looked up, in one table of as many entries as there are members. */
function lookUps(
  graph: Graph,
  eta: NodeId,
  builder: GraphBuilder,
  mapped: (id: NodeId) => NodeId,
): readonly NodeId[] {
  const { scalars, gathers, slopes } = predictorParts(graph, eta);
  const { size } = graph.nodes[eta]!.shape;
  const parts = [
    ...scalars.map((table) => ({
      table,
      index: new Int32Array(size),
      multiplier: undefined,
    })),
    ...gathers.map(({ table, index }) => ({ table, index, multiplier: undefined })),
    ...slopes,
  ];
  if (parts.length === 0) return [];
  const attributes = {
    size,
    indices: parts.map(({ index }) => index),
    multipliers: parts.map(({ multiplier }) => multiplier),
  };
  const inputs = parts.map(({ table }) => mapped(table));
  return [builder.add("table_sum", inputs, attributes, graph.nodes[eta]!.label)];
}

function smallPredictor(
  graph: Graph,
  eta: NodeId,
  builder: GraphBuilder,
  mapped: (id: NodeId) => NodeId,
): NodeId {
  const { matrices, offsets } = predictorParts(graph, eta);
  const parts = [
    ...lookUps(graph, eta, builder, mapped),
    ...matrices.map(({ beta, columns, label }) =>
      builder.add("columns_times", [mapped(beta)], { columns, rows: false }, label),
    ),
    ...offsets.map(({ values, label }) =>
      builder.add("constant", [], { values, rows: false }, label),
    ),
  ];
  return parts.length === 1 ? parts[0]! : builder.add("add", parts, {}, graph.nodes[eta]!.label);
}

export function memberPredictors(graph: Graph): Graph {
  if (nodesOf(graph, "aggregate").length === 0) return graph;
  const rewritten = copyGraph(graph, (node, builder, mapped) => {
    if (!isOp(node, "aggregate")) return undefined;
    const scores = node.attributes.outcomes - 1;
    const inputs = node.inputs.map((input, k) =>
      k < scores ? smallPredictor(graph, input, builder, mapped) : mapped(input),
    );
    return builder.add("aggregate", inputs, node.attributes, node.label);
  });
  return withoutUnused(rewritten);
}

/** The linear predictor of a likelihood taken apart into its addends. */
import type { Graph, GraphNode, NodeId } from "../graph.js";
import { isOp } from "../node-queries.js";

/** Addends of the node's value, nested sums over rows flattened; small addends are scalars. */
export function predictorTerms(graph: Graph, eta: NodeId): readonly GraphNode[] {
  const node = graph.nodes[eta]!;
  if (!isOp(node, "add") || !node.shape.rows) return [node];
  return node.inputs.flatMap((input) => predictorTerms(graph, input));
}

/** What an addend is called in print: its own label, or that of what it reads. */
export function termLabel(graph: Graph, node: GraphNode): string {
  if (node.label !== undefined) return node.label;
  const input = node.inputs[0];
  return input === undefined ? node.op : termLabel(graph, graph.nodes[input]!);
}

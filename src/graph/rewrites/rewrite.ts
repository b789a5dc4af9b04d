/** What a rewrite is, and how to copy a graph while replacing some of its nodes. */
import { openGraphBuilder, type GraphBuilder } from "../graph-builder.js";
import type { Graph, GraphNode, NodeId } from "../graph.js";
import { ancestors } from "../node-queries.js";

export interface Rewritten {
  readonly graph: Graph;
  /** What was done, in sentences for `--emit plan`; empty when nothing was. */
  readonly notes: readonly string[];
}

/** A rewrite returns a graph whose value and gradient are the same function, to rounding. */
export type Rewrite = (graph: Graph) => Rewritten;

/**
 * Adds what stands for `node` in the new graph and returns its id; undefined copies the node.
 * `mapped` gives the new id of an old node.
 */
export type Replacement = (
  node: GraphNode,
  builder: GraphBuilder,
  mapped: (id: NodeId) => NodeId,
) => NodeId | undefined;

/** Copies what the output and the reports need; nodes that nothing needs any more disappear. */
export function copyGraph(graph: Graph, replace: Replacement): Graph {
  const kept = ancestors(graph, [graph.output, ...graph.reported.map(({ node }) => node)]);
  const builder = openGraphBuilder(graph.positionSize);
  const ids = new Int32Array(graph.nodes.length).fill(-1);
  ids[0] = 0;
  const mapped = (id: NodeId): NodeId => ids[id]!;
  for (const node of graph.nodes) {
    if (node.id === 0 || !kept[node.id]) continue;
    ids[node.id] =
      replace(node, builder, mapped) ??
      builder.add(node.op, node.inputs.map(mapped), node.attributes, node.label);
  }
  for (const { node, parameters } of graph.reported) builder.report(mapped(node), parameters);
  return builder.finish(mapped(graph.output));
}

/** The same graph without nodes that nothing needs. */
export function withoutUnused(graph: Graph): Graph {
  const kept = ancestors(graph, [graph.output, ...graph.reported.map(({ node }) => node)]);
  return kept.every((flag, id) => flag === 1 || id === 0)
    ? graph
    : copyGraph(graph, () => undefined);
}

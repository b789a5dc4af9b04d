/** Rows that carry no information (no trials, weight zero) disappear. */
import type { Graph, GraphNode } from "../graph.js";
import { likelihoods, opOf } from "../ops/index.js";
import { onlyLikelihood, rowCountOf, withRows } from "./observation-rows.js";
import { copyGraph, type Rewrite, type Rewritten } from "./rewrite.js";

/** Data without any information leave the constant of the likelihood. */
function withoutLikelihood(
  graph: Graph,
  { id, attributes, label }: GraphNode<"likelihood">,
): Rewritten {
  const values = Float64Array.of(attributes.constant);
  return {
    graph: copyGraph(graph, (node, builder) =>
      node.id === id ? builder.add("constant", [], { values, rows: false }, label) : undefined,
    ),
    notes: ["no row carries information: the likelihood is constant"],
  };
}

export const dropEmptyRows: Rewrite = (graph) => {
  const node = onlyLikelihood(graph);
  if (!node) return { graph, notes: [] };
  const { family, statistics } = node.attributes;
  const { informative } = likelihoods[family];
  const rowCount = rowCountOf(node);
  const kept = new Int32Array(rowCount);
  let count = 0;
  for (let i = 0; i < rowCount; i++) if (informative(statistics, i)) kept[count++] = i;
  if (count === rowCount) return { graph, notes: [] };
  if (count === 0) return withoutLikelihood(graph, node);
  const rows = kept.slice(0, count);
  const attributes = opOf("likelihood").rows!.select(node.attributes, rows);
  return {
    graph: withRows(graph, rows, attributes),
    notes: [`rows without information dropped: ${rowCount} → ${count} rows`],
  };
};

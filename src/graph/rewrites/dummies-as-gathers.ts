/**
 * Coded categorical terms become gathers from a table with one entry per pattern of codes: the
 * product patterns · beta is taken once per pattern instead of once per row.
 */
import type { GraphBuilder } from "../graph-builder.js";
import type { GraphNode, NodeId } from "../graph.js";
import { isOp, nodesOf } from "../node-queries.js";
import { termLabel } from "./predictor-terms.js";
import { copyGraph, type Rewrite } from "./rewrite.js";

/** Column and value of the only entry in each pattern, or undefined when a pattern has several. */
function singleEntries(
  patterns: Float64Array,
  count: number,
): { readonly index: Int32Array; readonly values: Float64Array } | undefined {
  const width = patterns.length / count;
  const index = new Int32Array(count);
  const values = new Float64Array(count);
  for (let p = 0; p < count; p++) {
    for (let j = 0; j < width; j++) {
      const entry = patterns[p * width + j]!;
      if (entry === 0) continue;
      if (values[p] !== 0) return undefined;
      index[p] = j;
      values[p] = entry;
    }
  }
  return { index, values };
}

function patternTable(
  node: GraphNode<"pattern_times">,
  builder: GraphBuilder,
  beta: NodeId,
  label: string,
): NodeId {
  const { patterns, patternCount } = node.attributes;
  const single = singleEntries(patterns, patternCount);
  if (single) {
    const attributes = {
      size: patternCount,
      indices: [single.index],
      multipliers: [single.values],
    };
    return builder.add("table_sum", [beta], attributes, label);
  }
  const width = patterns.length / patternCount;
  const columns = Array.from({ length: width }, (_, j) =>
    Float64Array.from({ length: patternCount }, (_entry, p) => patterns[p * width + j]!),
  );
  return builder.add("columns_times", [beta], { columns, rows: false }, label);
}

export const dummiesAsGathers: Rewrite = (graph) => {
  const terms = nodesOf(graph, "pattern_times");
  if (terms.length === 0) return { graph, notes: [] };
  const rewritten = copyGraph(graph, (node, builder, mapped) => {
    if (!isOp(node, "pattern_times")) return undefined;
    const label = termLabel(graph, node);
    const table = patternTable(node, builder, mapped(node.inputs[0]!), label);
    const { index, multiplier } = node.attributes;
    return builder.add("gather", [table], { index, multiplier, rows: true }, label);
  });
  const names = terms.map((node) => termLabel(graph, node)).join(", ");
  return { graph: rewritten, notes: [`dummies as gathers: ${names}`] };
};

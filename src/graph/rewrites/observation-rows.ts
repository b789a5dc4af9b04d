/** Replaces the observations of a graph by fewer of them. */
import type { Graph, GraphNode, NodeId } from "../graph.js";
import { isOp, nodesOf } from "../node-queries.js";
import { opOf, type OpAttributes, type OpName } from "../ops/index.js";
import { copyGraph } from "./rewrite.js";

type LikelihoodAttributes = OpAttributes["likelihood"];

/** The graph's likelihood when it has exactly one: otherwise rows of several would have to stay aligned. */
export function onlyLikelihood(graph: Graph): GraphNode<"likelihood"> | undefined {
  const all = nodesOf(graph, "likelihood");
  return all.length === 1 ? all[0] : undefined;
}

export function rowCountOf({ attributes }: GraphNode<"likelihood">): number {
  return attributes.statistics[0]!.length;
}

/** The per-row numbers that must be equal for two observations to be the same. */
export function observationKeys(graph: Graph): readonly (Float64Array | Int32Array)[] {
  return graph.nodes.flatMap((node) => keysOf(node.op, node.attributes, node.shape.rows));
}

function keysOf<Name extends OpName>(
  name: Name,
  attributes: OpAttributes[Name],
  perRow: boolean,
): readonly (Float64Array | Int32Array)[] {
  return perRow || name === "likelihood" ? (opOf(name).rows?.keys(attributes) ?? []) : [];
}

/** Data without any information leave the constant of the likelihood. */
export function withoutLikelihood(
  graph: Graph,
  { id, attributes, label }: GraphNode<"likelihood">,
): Graph {
  const values = Float64Array.of(attributes.constant);
  return copyGraph(graph, (node, builder) =>
    node.id === id ? builder.add("constant", [], { values, rows: false }, label) : undefined,
  );
}

/** The graph on the given rows, with the likelihood's attributes replaced. */
export function withRows(graph: Graph, rows: Int32Array, likelihood: LikelihoodAttributes): Graph {
  return copyGraph(graph, (node, builder, mapped): NodeId | undefined => {
    const inputs = node.inputs.map(mapped);
    if (isOp(node, "likelihood")) return builder.add("likelihood", inputs, likelihood, node.label);
    const perRow = node.shape.rows ? opOf(node.op).rows : undefined;
    if (!perRow) return undefined;
    return builder.add(node.op, inputs, perRow.select(node.attributes, rows), node.label);
  });
}

/** The graph on members that are all of their units; the prior alone where there are none. */
export function ofMembers(
  graph: Graph,
  { id, attributes }: GraphNode<"aggregate">,
  rows: Int32Array,
  weights?: Float64Array,
): Graph {
  const selected = opOf("aggregate").rows!.select(attributes, rows);
  return copyGraph(graph, (node, builder, mapped): NodeId | undefined => {
    const inputs = node.inputs.map(mapped);
    if (node.id === id) {
      if (rows.length === 0)
        return builder.add("constant", [], { values: new Float64Array(1), rows: false });
      const kept = { ...selected, ...(weights && { weights }) };
      return builder.add("aggregate", inputs, kept, node.label);
    }
    const perRow = node.shape.rows ? opOf(node.op).rows : undefined;
    if (!perRow) return undefined;
    return builder.add(node.op, inputs, perRow.select(node.attributes, rows), node.label);
  });
}

/**
 * The graph with only these of its observations: the same coordinates, the same prior, less data; the prior
 * alone where there are none. Undefined where the graph has not exactly one likelihood.
 */
export function ofObservations(graph: Graph, rows: Int32Array): Graph | undefined {
  const [ofUnits] = nodesOf(graph, "aggregate");
  if (ofUnits) return ofMembers(graph, ofUnits, rows);
  const node = onlyLikelihood(graph);
  if (!node) return undefined;
  if (rows.length === 0) return withoutLikelihood(graph, node);
  return withRows(graph, rows, opOf("likelihood").rows!.select(node.attributes, rows));
}

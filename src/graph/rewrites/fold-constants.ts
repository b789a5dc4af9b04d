/**
 * What does not depend on the position is computed once; sums lose zeros and nesting, sums of one
 * thing become that thing, and constants that are the same in every row become one number.
 */
import { deterministic } from "../../math/index.js";
import type { GraphBuilder } from "../graph-builder.js";
import type { Graph, GraphNode, NodeId } from "../graph.js";
import { isOp } from "../node-queries.js";
import { opOf } from "../ops/index.js";
import { copyGraph, type Rewrite } from "./rewrite.js";

/** Values of the new graph's constants, by node id. */
type Constants = Map<NodeId, Float64Array>;

function evaluate(node: GraphNode, inputs: readonly Float64Array[]): Float64Array {
  const value = new Float64Array(node.shape.size);
  const bound = opOf(node.op).bind(
    {
      value,
      adjoint: new Float64Array(value.length),
      inputs: inputs.map((input) => ({ value: input, adjoint: new Float64Array(input.length) })),
    },
    node.attributes,
    deterministic,
  );
  bound.forward();
  return value;
}

function isZero(values: Float64Array | undefined): boolean {
  return values?.length === 1 && values[0] === 0;
}

/** Addends without zeros; undefined when nothing is to be gained. */
function simplerSum(
  graph: Graph,
  node: GraphNode,
  inputs: readonly NodeId[],
  constants: Constants,
): readonly NodeId[] | undefined {
  if (!isOp(node, "add")) return undefined;
  const kept = inputs.filter((input) => !isZero(constants.get(input)));
  const sameShape = node.inputs.some(
    (input, at) => graph.nodes[input]!.shape.rows === node.shape.rows && kept.includes(inputs[at]!),
  );
  return sameShape && kept.length < inputs.length ? kept : undefined;
}

function variesOverRows(node: GraphNode): boolean {
  return node.shape.rows && !isOp(node, "constant");
}

/** One number standing for a constant that is equal in all rows, if a sum can spread it again. */
function uniformRows(graph: Graph, node: GraphNode): number | undefined {
  if (!isOp(node, "constant") || !node.attributes.rows) return undefined;
  const users = graph.nodes.filter(({ inputs }) => inputs.includes(node.id));
  const spreads = users.every(
    (user) => isOp(user, "add") && user.inputs.some((input) => variesOverRows(graph.nodes[input]!)),
  );
  const { values } = node.attributes;
  return spreads && values.every((value) => value === values[0]) ? values[0] : undefined;
}

function addConstant(
  builder: GraphBuilder,
  constants: Constants,
  values: Float64Array,
  rows: boolean,
  label: string | undefined,
): NodeId {
  const id = builder.add("constant", [], { values, rows }, label);
  constants.set(id, values);
  return id;
}

export const foldConstants: Rewrite = (graph) => {
  const constants: Constants = new Map();
  let folded = 0;
  const rewritten = copyGraph(graph, (node, builder, mapped) => {
    if (isOp(node, "constant")) {
      const uniform = uniformRows(graph, node);
      if (uniform !== undefined) folded++;
      const values = uniform === undefined ? node.attributes.values : Float64Array.of(uniform);
      const rows = uniform === undefined && node.attributes.rows;
      return addConstant(builder, constants, values, rows, node.label);
    }
    const inputs = node.inputs.map(mapped);
    const known = inputs.map((input) => constants.get(input));
    if (inputs.length > 0 && known.every((values) => values !== undefined)) {
      folded++;
      return addConstant(builder, constants, evaluate(node, known), node.shape.rows, node.label);
    }
    const addends = simplerSum(graph, node, inputs, constants) ?? (isOp(node, "add") ? inputs : []);
    if (addends.length === 1) {
      folded++;
      return addends[0];
    }
    return addends.length > 1 ? builder.add("add", addends, {}, node.label) : undefined;
  });
  return folded === 0
    ? { graph, notes: [] }
    : { graph: rewritten, notes: [`constant sub-expressions folded: ${folded}`] };
};

/** Binds the ops of a graph to buffers once, for evaluators that run it node by node. */
import type { Elementary } from "../math/index.js";
import type { Graph, NodeId } from "./graph.js";
import type { BoundOp } from "./op.js";
import { opOf } from "./ops/index.js";

/** Value and adjoint of one node. */
export interface NodeBuffers {
  readonly value: Float64Array;
  readonly adjoint: Float64Array;
}

/** One bound op per node, in the graph's order. */
export function bindNodes(
  graph: Graph,
  math: Elementary,
  buffersOf: (node: NodeId) => NodeBuffers,
): readonly BoundOp[] {
  return graph.nodes.map(({ id, op, inputs, attributes }) =>
    opOf(op).bind({ ...buffersOf(id), inputs: inputs.map(buffersOf) }, attributes, math),
  );
}

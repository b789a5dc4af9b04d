/** Questions about the nodes of a graph: of which op they are, which ones a value needs. */
import type { Graph, GraphNode, NodeId } from "./graph.js";
import type { OpName } from "./ops/index.js";

/** Narrows a node to one op, and with it the type of its attributes. */
export function isOp<Name extends OpName>(node: GraphNode, name: Name): node is GraphNode<Name> {
  return node.op === name;
}

export function nodesOf<Name extends OpName>(graph: Graph, name: Name): readonly GraphNode<Name>[] {
  return graph.nodes.filter((node): node is GraphNode<Name> => isOp(node, name));
}

/** 1 for every node that the given ones depend on, themselves included. */
export function ancestors(graph: Graph, ids: readonly NodeId[]): Uint8Array {
  const needed = new Uint8Array(graph.nodes.length);
  for (const id of ids) needed[id] = 1;
  for (let id = graph.nodes.length - 1; id >= 0; id--) {
    if (needed[id]) for (const input of graph.nodes[id]!.inputs) needed[input] = 1;
  }
  return needed;
}

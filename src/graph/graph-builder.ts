/** Builds a graph node by node; every node's shape is checked where it is added. */
import type { ReportedParameter } from "../target/index.js";
import type { Graph, GraphNode, NodeId } from "./graph.js";
import { opOf, type OpAttributes, type OpName } from "./ops/index.js";
import type { Shape } from "./shape.js";

export interface GraphBuilder {
  /** Adds a node and returns its id; throws when the inputs' shapes do not fit. */
  add<Name extends OpName>(
    op: Name,
    inputs: readonly NodeId[],
    attributes: OpAttributes[Name],
    label?: string,
  ): NodeId;
  shape(node: NodeId): Shape;
  /** Says that the node's entries are the values of these parameters. */
  report(node: NodeId, parameters: readonly ReportedParameter[]): void;
  /** The graph whose value is the scalar node `output`. */
  finish(output: NodeId): Graph;
}

/** Node 0 is the position vector of the given size. */
export function openGraphBuilder(positionSize: number): GraphBuilder {
  const nodes: GraphNode[] = [];
  const reported: Graph["reported"][number][] = [];
  const shape = (id: NodeId): Shape => {
    const node = nodes[id];
    if (!node) throw new Error(`node ${id} does not exist`);
    return node.shape;
  };
  const add: GraphBuilder["add"] = (op, inputs, attributes, label) => {
    const node = {
      id: nodes.length,
      op,
      inputs,
      attributes,
      shape: opOf(op).shape(inputs.map(shape), attributes),
      ...(label === undefined ? {} : { label }),
    };
    nodes.push(node);
    return node.id;
  };
  add("position", [], { size: positionSize }, "position");
  return {
    add,
    shape,
    report(node, parameters) {
      if (shape(node).size !== parameters.length) {
        throw new Error(`${parameters.length} names for ${shape(node).size} values`);
      }
      reported.push({ node, parameters });
    },
    finish(output) {
      if (shape(output).size !== 1) throw new Error("the output of a graph is a scalar");
      return { nodes, positionSize, output, reported };
    },
  };
}

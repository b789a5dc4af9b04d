/** The computation graph: nodes in topological order, plain readonly data that can be printed. */
import type { ReportedParameter } from "../target/index.js";
import type { OpAttributes, OpName } from "./ops/index.js";
import type { Shape } from "./shape.js";

export type { Shape } from "./shape.js";

export type NodeId = number;

export interface GraphNode<Name extends OpName = OpName> {
  readonly id: NodeId;
  readonly op: Name;
  readonly inputs: readonly NodeId[];
  readonly attributes: OpAttributes[Name];
  readonly shape: Shape;
  /** What the node stands for in the user's words, for printing: `sd(1|state)`, `eta`. */
  readonly label?: string;
}

/**
 * A scalar function of one position vector. `nodes[i].id === i` and inputs come before their users.
 * The graph's value is the value of `output`, a scalar node.
 */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly positionSize: number;
  readonly output: NodeId;
  /** Nodes whose values are reported; one parameter for each entry of the node's value. */
  readonly reported: readonly {
    readonly node: NodeId;
    readonly parameters: readonly ReportedParameter[];
  }[];
}

/** The prior of a structured effect, as plain data: what its precision is made of. */
import type { NullSpace, SymmetricMatrix } from "../../math/sparse/index.js";

/**
 * `scaled`: precision R / sd². `mixed`: x = sd (√(1 − φ) v + √φ u) with v standard normal and u of
 * precision R. `autoregressive`: x[1] of standard deviation sd, and correlation ρ from node to node.
 */
export type StructureForm = "scaled" | "mixed" | "autoregressive";

/** A set of nodes that hang together, ascending. */
export interface StructureComponent {
  readonly nodes: Int32Array;
  /** A linear trend along the nodes has no curvature: where the nodes stand on its axis. */
  readonly axis?: Float64Array;
}

export interface EffectStructure {
  readonly form: StructureForm;
  readonly nodeCount: number;
  /** R of one copy, as defined, before it is scaled; absent for `autoregressive`. */
  readonly matrix?: SymmetricMatrix;
  /** The components on which R is zero along constants; each of their effects sums to zero. */
  readonly intrinsic: readonly StructureComponent[];
  /** Multiply R so that the geometric mean of the marginal variances of every component is 1. */
  readonly scaled: boolean;
}

/** Orthonormal directions of the null space of one component, and the nodes pinned for them. */
export function nullSpaceOf({ nodes, axis }: StructureComponent, nodeCount: number): NullSpace {
  const constant = new Float64Array(nodeCount);
  const height = 1 / Math.sqrt(nodes.length);
  for (const node of nodes) constant[node] = height;
  const last = nodes[nodes.length - 1]!;
  if (!axis) return { directions: [constant], pinned: [last] };
  const mean = axis.reduce((sum, at) => sum + at, 0) / axis.length;
  const length = Math.sqrt(axis.reduce((sum, at) => sum + (at - mean) * (at - mean), 0));
  const trend = new Float64Array(nodeCount);
  nodes.forEach((node, k) => (trend[node] = (axis[k]! - mean) / length));
  return { directions: [constant, trend], pinned: [nodes[0]!, last] };
}

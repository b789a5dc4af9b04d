/** The block plan: what one evaluation of a log density and its gradient does, as plain data. */
import type { Graph, NodeId } from "../graph.js";
import type { KernelName } from "./kernel-signatures.js";

/** Observations are processed in blocks of this many rows. */
export const blockRows = 512;

/**
 * One argument of a kernel call. Addresses are byte offsets.
 * `data`: into the shared, read-only data region. `private`: into the evaluator's own scratch.
 * `stride` is added once per block. `rows` stands for the number of rows in the current block.
 */
export type KernelArgument =
  | { readonly kind: "data"; readonly offset: number; readonly stride: number }
  | { readonly kind: "private"; readonly offset: number; readonly stride: number }
  | { readonly kind: "count"; readonly value: number }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "rows" };

export interface KernelCall {
  readonly kernel: KernelName;
  readonly arguments: readonly KernelArgument[];
  /** For printing: the part of the model that this call serves. */
  readonly label: string;
}

/** A likelihood (or another sum over rows) evaluated block by block. */
export interface BlockProgram {
  readonly rowCount: number;
  /**
   * Run in order for every block, forward and pullback in one go. The likelihood kernels (and no
   * others) return a sum over the block; the program's value is the sum of these over the blocks.
   */
  readonly calls: readonly KernelCall[];
  /** The `block_sum` node of the plan's graph whose (scalar) value this program supplies. */
  readonly outputNode: NodeId;
}

export interface PlanBuffer {
  readonly node: NodeId;
  /** Byte offsets in the private region. */
  readonly value: number;
  readonly adjoint: number;
  readonly size: number;
}

/**
 * Everything a worker needs to evaluate: structured-cloneable, no functions.
 *
 * One evaluation: write the position into the value of node 0 (op `position`); set every adjoint
 * to zero; run the nodes forward in order, where a `block_sum` node means: run its block program,
 * which reads values of earlier nodes and adds to their adjoints (d output / d block_sum is 1 by
 * construction). Then set the adjoint of the output to 1, run the nodes backward in reverse order
 * and read the gradient from the adjoint of node 0. A report needs the forward pass alone, without
 * block programs. Nodes after `densityNodeCount` serve reports only and are left out of gradients.
 */
export interface Plan {
  readonly dimension: number;
  /** The small nodes; nothing here has one entry per observation. */
  readonly graph: Graph;
  /** Nodes with smaller ids make up the log density; the rest is only reported. */
  readonly densityNodeCount: number;
  readonly buffers: readonly PlanBuffer[];
  readonly blockPrograms: readonly BlockProgram[];
  /** Contents of the data region: byte offset and values, copied there once. */
  readonly data: readonly { readonly offset: number; readonly values: Float64Array | Int32Array }[];
  readonly dataBytes: number;
  readonly privateBytes: number;
  /** What each rewrite did and the estimated cost per gradient before and after, for printing. */
  readonly notes: readonly string[];
}

/** What an operation of the graph must provide: its shape, its value, its pullback and its printed form. */
import type { Elementary } from "../math/elementary.js";
import type { Shape } from "./shape.js";

/** Buffers of one node and of its inputs, bound once before a loop of evaluations. */
export interface OpBuffers {
  readonly value: Float64Array;
  /** d output / d value, accumulated by the users of this node before its pullback runs. */
  readonly adjoint: Float64Array;
  readonly inputs: readonly { readonly value: Float64Array; readonly adjoint: Float64Array }[];
}

export interface BoundOp {
  /** Overwrites `value` from the inputs' values. Allocates nothing. */
  forward(): void;
  /** Adds this node's contribution to the inputs' adjoints. Allocates nothing. */
  backward(): void;
}

export interface Op<Attributes> {
  shape(inputs: readonly Shape[], attributes: Attributes): Shape;
  bind(buffers: OpBuffers, attributes: Attributes, math: Elementary): BoundOp;
  /** A few words for `--emit graph`: sizes and constants, never whole arrays. */
  describe(attributes: Attributes): string;
  /**
   * For ops whose attributes hold one entry per observation: the attributes restricted to the
   * given rows, and the per-row numbers that must be equal for two rows to be the same.
   */
  rows?: {
    select(attributes: Attributes, rows: Int32Array): Attributes;
    keys(attributes: Attributes): readonly (Float64Array | Int32Array)[];
  };
}

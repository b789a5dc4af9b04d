/**
 * The reference evaluation of a graph: every node in turn, one entry after the other, on the
 * platform's own elementary functions. Slow and plain; everything faster is tested against it.
 */
import { platform, type Elementary } from "../math/index.js";
import type { LogDensity } from "../target/index.js";
import { bindNodes, type NodeBuffers } from "./bind-nodes.js";
import type { Graph } from "./graph.js";

export interface Oracle extends LogDensity {
  readonly reportedCount: number;
  /** Writes the reported parameters at a position, in the graph's order. */
  report(position: Float64Array, values: Float64Array): void;
}

export function openOracle(graph: Graph, math: Elementary = platform): Oracle {
  const buffers: readonly NodeBuffers[] = graph.nodes.map(({ shape: { size } }) => ({
    value: new Float64Array(size),
    adjoint: new Float64Array(size),
  }));
  const bound = bindNodes(graph, math, (id) => buffers[id]!);
  const positionBuffers = buffers[0]!;
  const output = buffers[graph.output]!;
  const forward = (position: Float64Array): void => {
    positionBuffers.value.set(position);
    for (const op of bound) op.forward();
  };
  return {
    dimension: graph.positionSize,
    reportedCount: graph.reported.reduce((total, entry) => total + entry.parameters.length, 0),
    logDensityAndGradient(position, gradient) {
      forward(position);
      for (const { adjoint } of buffers) adjoint.fill(0);
      output.adjoint[0] = 1;
      for (let id = bound.length - 1; id >= 0; id--) bound[id]!.backward();
      gradient.set(positionBuffers.adjoint);
      return output.value[0]!;
    },
    report(position, values) {
      forward(position);
      let at = 0;
      for (const { node } of graph.reported) {
        values.set(buffers[node]!.value, at);
        at += buffers[node]!.value.length;
      }
    },
  };
}

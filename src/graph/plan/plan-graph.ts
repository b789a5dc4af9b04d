/** Lowers a graph to a block plan: small nodes, memory layout and kernel calls. */
import type { Graph, NodeId } from "../graph.js";
import { dummiesAsGathers } from "../rewrites/dummies-as-gathers.js";
import { lowerToBlocks, type LoweringContext } from "./lower-likelihood.js";
import { openDataRegion, openRegion, type Region } from "./memory-layout.js";
import { memberPredictors } from "./member-predictors.js";
import type { KernelArgument, Plan, PlanBuffer } from "./plan.js";
import { splitSmallGraph } from "./small-graph.js";

/** All values first, then all adjoints, so that the adjoints are one run that can be cleared at once. */
function placeBuffers(graph: Graph, region: Region): readonly PlanBuffer[] {
  const values = graph.nodes.map(({ shape }) => region.reserve(8 * shape.size));
  return graph.nodes.map(({ id, shape: { size } }) => ({
    node: id,
    value: values[id]!,
    adjoint: region.reserve(8 * size),
    size,
  }));
}

/** `notes` say what was done to the graph before; they are kept in the plan for printing. */
export function planGraph(graph: Graph, notes: readonly string[] = []): Plan {
  const small = splitSmallGraph(memberPredictors(dummiesAsGathers(graph).graph));
  const scratch = openRegion();
  const data = openDataRegion();
  const buffers = placeBuffers(small.graph, scratch);
  const address = (offset: number): KernelArgument => ({ kind: "private", offset, stride: 0 });
  const context: LoweringContext = {
    data,
    scratch,
    valueOf: (node: NodeId) => address(buffers[node]!.value),
    adjointOf: (node: NodeId) => address(buffers[node]!.adjoint),
  };
  const blockPrograms = small.requests.map((request) => lowerToBlocks(request, context));
  return {
    dimension: graph.positionSize,
    graph: small.graph,
    densityNodeCount: small.densityNodeCount,
    buffers,
    blockPrograms,
    data: data.contents,
    dataBytes: data.bytes,
    privateBytes: scratch.bytes,
    notes,
  };
}

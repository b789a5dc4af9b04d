/** Plans of a model on some of its rows, in the coordinates of the whole: for mini-batches and for the prior alone. */
import { ofObservations, planGraph, rewriteGraph, type Plan } from "../graph/index.js";
import type { CompiledModel } from "./compiled-model.js";

/** `rows` are those of the data that the model uses; none leaves the prior. */
export function planOfRows({ graph, spec }: CompiledModel, rows: Int32Array): Plan {
  const part = ofObservations(graph, rows);
  if (part === undefined) throw new Error(`the graph of ${spec.name} has not one likelihood`);
  const { graph: rewritten, notes } = rewriteGraph(part);
  return planGraph(rewritten, notes);
}

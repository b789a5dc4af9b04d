/** From a model's specification to a plan that can be evaluated. */
import { nodesOf, planGraph, rewriteGraph, type Graph } from "../graph/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import { buildModelGraph } from "./build-graph.js";
import type { CompiledModel } from "./compiled-model.js";

/** Rows after merging, also where they were then replaced by sufficient statistics. */
function rowsOf(graph: Graph): number {
  const perRow = nodesOf(graph, "likelihood").map(
    ({ attributes }) => attributes.statistics[0]!.length,
  );
  const summed = nodesOf(graph, "gaussian_sufficient").map(({ attributes }) => attributes.rowCount);
  const members = nodesOf(graph, "aggregate").map(({ attributes }) => attributes.unit.length);
  return [...perRow, ...members, ...summed].reduce((total, rows) => total + rows, 0);
}

/** `now` is a clock in seconds. */
export function compileModel(spec: ModelSpec, now: () => number): CompiledModel {
  const start = now();
  const { graph, parameters, coordinateTerms } = buildModelGraph(spec);
  const { graph: rewritten, notes } = rewriteGraph(graph);
  const plan = planGraph(rewritten, notes);
  return {
    spec,
    graph,
    rewritten,
    plan,
    parameters,
    coordinateTerms,
    rowsCompiled: rowsOf(rewritten),
    seconds: now() - start,
  };
}

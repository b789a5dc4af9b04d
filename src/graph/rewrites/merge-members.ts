/** Members of one unit with the same predictors become one member of their weights together. */
import { nodesOf } from "../node-queries.js";
import { observationKeys, ofMembers } from "./observation-rows.js";
import type { Rewrite } from "./rewrite.js";
import { firstRows, groupRows } from "./row-codes.js";

/** Largest share of members left for which merging pays. */
const worthwhileShare = 0.95;

export const mergeMembers: Rewrite = (graph) => {
  const [node, ...others] = nodesOf(graph, "aggregate");
  if (!node || others.length > 0 || nodesOf(graph, "likelihood").length > 0)
    return { graph, notes: [] };
  const { unit, weights } = node.attributes;
  const limit = Math.floor(worthwhileShare * unit.length);
  const groups = groupRows([unit, ...observationKeys(graph)], unit.length, limit);
  if (!groups) return { graph, notes: [] };
  const summed = new Float64Array(groups.count);
  for (let i = 0; i < unit.length; i++) summed[groups.codes[i]!]! += weights[i]!;
  const merged = ofMembers(graph, node, firstRows(groups), summed);
  return {
    graph: merged,
    notes: [`identical members of a unit merged: ${unit.length} → ${groups.count}`],
  };
};

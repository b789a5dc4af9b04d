/** Observations with the same predictors become one observation with summed statistics. */
import type { GraphNode } from "../graph.js";
import { likelihoods } from "../ops/index.js";
import { isBernoulli } from "../plan/likelihood-lowering.js";
import { observationKeys, onlyLikelihood, rowCountOf, withRows } from "./observation-rows.js";
import type { Rewrite } from "./rewrite.js";
import { firstRows, groupRows } from "./row-codes.js";

/**
 * Largest share of rows left for which merging pays. Single trials have a cheaper kernel (one
 * logarithm a block) than counts, measured at 6 against 8 ns a row.
 */
function worthwhileShare(node: GraphNode<"likelihood">): number {
  return node.attributes.link === "logit" && isBernoulli(node) ? 0.8 : 0.95;
}

export const mergeRows: Rewrite = (graph) => {
  const node = onlyLikelihood(graph);
  if (!node) return { graph, notes: [] };
  const rowCount = rowCountOf(node);
  const limit = Math.floor(worthwhileShare(node) * rowCount);
  const groups = rowCount < 2 ? undefined : groupRows(observationKeys(graph), rowCount, limit);
  if (!groups) return { graph, notes: [] };
  const { family, statistics, constant } = node.attributes;
  const merged = likelihoods[family].merge(statistics, groups.codes, groups.count);
  const attributes = {
    ...node.attributes,
    statistics: merged.statistics,
    constant: constant + merged.constant,
  };
  return {
    graph: withRows(graph, firstRows(groups), attributes),
    notes: [`identical rows merged: ${rowCount} → ${groups.count} rows`],
  };
};

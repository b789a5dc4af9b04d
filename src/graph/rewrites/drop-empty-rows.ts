/** Rows that carry no information (no trials, weight zero) disappear. */
import { likelihoods, opOf } from "../ops/index.js";
import { onlyLikelihood, rowCountOf, withoutLikelihood, withRows } from "./observation-rows.js";
import type { Rewrite } from "./rewrite.js";

export const dropEmptyRows: Rewrite = (graph) => {
  const node = onlyLikelihood(graph);
  if (!node) return { graph, notes: [] };
  const { family, statistics } = node.attributes;
  const { informative } = likelihoods[family];
  const rowCount = rowCountOf(node);
  const kept = new Int32Array(rowCount);
  let count = 0;
  for (let i = 0; i < rowCount; i++) if (informative(statistics, i)) kept[count++] = i;
  if (count === rowCount) return { graph, notes: [] };
  if (count === 0)
    return {
      graph: withoutLikelihood(graph, node),
      notes: ["no row carries information: the likelihood is constant"],
    };
  const rows = kept.slice(0, count);
  const attributes = opOf("likelihood").rows!.select(node.attributes, rows);
  return {
    graph: withRows(graph, rows, attributes),
    notes: [`rows without information dropped: ${rowCount} → ${count} rows`],
  };
};

/** All rewrites in their order. */
import type { Graph } from "../graph.js";
import { combineTables } from "./combine-tables.js";
import { dropEmptyRows } from "./drop-empty-rows.js";
import { dummiesAsGathers } from "./dummies-as-gathers.js";
import { foldConstants } from "./fold-constants.js";
import { gaussianSufficientStatistics } from "./gaussian-sufficient-statistics.js";
import { mergeRows } from "./merge-rows.js";
import { withoutUnused, type Rewrite, type Rewritten } from "./rewrite.js";

/** Rows first, as everything after is cheaper on fewer rows. */
const rewrites: readonly Rewrite[] = [
  foldConstants,
  dropEmptyRows,
  mergeRows,
  gaussianSufficientStatistics,
  dummiesAsGathers,
  combineTables,
];

export function rewriteGraph(graph: Graph): Rewritten {
  const notes: string[] = [];
  let current = graph;
  for (const rewrite of rewrites) {
    const rewritten = rewrite(current);
    current = rewritten.graph;
    notes.push(...rewritten.notes);
  }
  return { graph: withoutUnused(current), notes };
}

/** All rewrites in their order. */
import type { Graph } from "../graph.js";
import { nodesOf } from "../node-queries.js";
import { estimatedMicroseconds } from "../plan/cost.js";
import { isBernoulli } from "../plan/likelihood-lowering.js";
import { combineTables } from "./combine-tables.js";
import { dropEmptyRows } from "./drop-empty-rows.js";
import { dummiesAsGathers } from "./dummies-as-gathers.js";
import { foldConstants } from "./fold-constants.js";
import { gaussianSufficientStatistics } from "./gaussian-sufficient-statistics.js";
import { mergeRows } from "./merge-rows.js";
import { mergeMembers } from "./merge-members.js";
import { withoutUnused, type Rewrite, type Rewritten } from "./rewrite.js";

/** Rows first, as everything after is cheaper on fewer rows. */
const rewrites: readonly Rewrite[] = [
  foldConstants,
  dropEmptyRows,
  mergeRows,
  mergeMembers,
  gaussianSufficientStatistics,
  dummiesAsGathers,
  combineTables,
];

/** The product trick is a choice of kernel; it is said here beside the other savings. */
function productNotes(graph: Graph): readonly string[] {
  return nodesOf(graph, "likelihood")
    .filter((node) => node.attributes.link === "logit" && isBernoulli(node))
    .map(() => "every row is one trial: one logarithm per block of rows, of a product");
}

function costNote(before: Graph, after: Graph): string {
  const print = (graph: Graph): string =>
    `${Number(estimatedMicroseconds(graph).toPrecision(2))} µs`;
  return `estimated time per gradient: ${print(before)} → ${print(after)}`;
}

export function rewriteGraph(graph: Graph): Rewritten {
  const notes: string[] = [];
  let current = graph;
  for (const rewrite of rewrites) {
    const rewritten = rewrite(current);
    current = rewritten.graph;
    notes.push(...rewritten.notes);
  }
  const final = withoutUnused(current);
  notes.push(...productNotes(final), costNote(graph, final));
  return { graph: final, notes };
}

/** All rewrites in their order. */
import type { Graph } from "../graph.js";
import { dummiesAsGathers } from "./dummies-as-gathers.js";
import { withoutUnused, type Rewrite, type Rewritten } from "./rewrite.js";

const rewrites: readonly Rewrite[] = [dummiesAsGathers];

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

/** Neighbourhoods as text: the line that says what was read. */
import { connectedParts, countOf } from "../data/index.js";
import type { NeighbourGraph } from "../data/index.js";
import { cleanText } from "./clean-text.js";
import { indentRest, wrap } from "./text-table.js";

/** `borders: 56 areas, 117 pairs of neighbours; 3 connected parts, 2 of them without neighbours`. */
export function describeGraph(graph: NeighbourGraph, name: string, width: number): string {
  const ends = graph.neighbours.reduce((sum, own) => sum + own.length, 0);
  const parts = connectedParts(graph);
  const islands = parts.filter(({ length }) => length === 1).length;
  const inParts = `; ${countOf(parts.length, "connected part")}`;
  const text = [
    `${name}: ${countOf(graph.nodes.length, "area")}, `,
    countOf(ends / 2, "pair of neighbours", "pairs of neighbours"),
    parts.length > 1 ? inParts : "",
    islands > 0 ? `, ${islands} of them without neighbours` : "",
  ].join("");
  return indentRest(wrap(cleanText(text), width - 2));
}

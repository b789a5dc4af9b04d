/** What the readers of neighbourhood files share: the file, where it was asked for, and complaints. */
import type { Diagnostic, DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { NeighbourGraph } from "./neighbour-graph.js";

export interface ReadGraphOptions {
  /** Names the file in messages; its ending says how it is written. */
  readonly file: string;
  /** What the graph is called in the program. */
  readonly name: string;
  /** GeoJSON: the property that names an area. */
  readonly id?: string | undefined;
  /** Where the program asks for the file. */
  readonly span?: Span;
}

export interface GraphReading extends ReadGraphOptions {
  readonly sink: DiagnosticSink;
}

/** Reports a mistake in the file, which also points at the place in the program; undefined, to be returned. */
export function complain(
  { file, span, sink }: GraphReading,
  line: number | undefined,
  diagnostic: Omit<Diagnostic, "severity">,
): undefined {
  sink.report({
    severity: "error",
    ...(line !== undefined && { location: { file, line } }),
    ...(span && { span }),
    ...diagnostic,
  });
  return undefined;
}

/** The graph of pairs of neighbours, in either direction, each as often as one likes. */
export function graphOfPairs(
  name: string,
  nodes: readonly string[],
  pairs: Iterable<readonly [number, number]>,
): NeighbourGraph {
  const sets = nodes.map(() => new Set<number>());
  for (const [i, j] of pairs) {
    sets[i]!.add(j);
    sets[j]!.add(i);
  }
  const neighbours = sets.map((set) => Int32Array.from(set).sort());
  return { kind: "graph", name, nodes, neighbours };
}

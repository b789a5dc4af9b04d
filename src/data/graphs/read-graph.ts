/** Reads a neighbourhood from the bytes of a file, in the format that its name says. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { decodeText } from "../file-contents.js";
import { readEdgeList } from "./edge-list.js";
import { readGeoJson } from "./geojson-graph.js";
import { complain, type ReadGraphOptions } from "./graph-reading.js";
import { readInlaGraph } from "./inla-graph.js";
import type { NeighbourGraph } from "./neighbour-graph.js";

/**
 * Undefined after reporting what is wrong; no bytes make it throw. `.csv` and `.tsv` are lists of pairs,
 * `.geojson` and `.json` polygons, `.graph`, `.txt`, `.dat` and `.adj` R-INLA's format.
 */
export function readGraph(
  bytes: Uint8Array,
  options: ReadGraphOptions,
  sink: DiagnosticSink,
): NeighbourGraph | undefined {
  const reading = { ...options, sink };
  const ending = /\.([a-z]+)(\.gz)?$/iu.exec(options.file)?.[1]?.toLowerCase() ?? "";
  const contents = decodeText(bytes);
  if (contents.kind === "other") {
    complain(reading, undefined, {
      code: "file-not-readable",
      message: `${options.file} is not text`,
      expected: "a graph, a list of pairs or GeoJSON",
      found: contents.found,
    });
    return undefined;
  }
  const { text } = contents;
  if (ending === "csv" || ending === "tsv")
    return readEdgeList(text, ending === "csv" ? "," : "\t", reading);
  return ending === "geojson" || ending === "json"
    ? readGeoJson(text, reading)
    : readInlaGraph(text, reading);
}

/** `readNeighbours(path)` for programs that use the library: which areas are neighbours, from a file. */
import { basename } from "node:path";
import { readGraph } from "../data/index.js";
import type { NeighbourGraph } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import { ModelError } from "../session/library.js";
import { readBytes } from "./read-bytes.js";

/**
 * Reads R-INLA's graph format, a csv or tsv of pairs, or GeoJSON polygons, whose areas are named by the
 * property `id`. Rejects with a `ModelError` when the file is none of these or is not symmetric.
 */
export async function readNeighbours(
  path: string,
  options: { readonly id?: string } = {},
): Promise<NeighbourGraph> {
  const bytes = await readBytes(path);
  const sink = collectDiagnostics();
  const name = basename(path).replace(/\.[^.]+(\.gz)?$/iu, "");
  const graph = readGraph(bytes, { file: path, name, id: options.id }, sink);
  if (graph === undefined || sink.hasErrors()) throw new ModelError(sink.diagnostics);
  return graph;
}

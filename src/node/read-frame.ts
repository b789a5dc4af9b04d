/** `read(path)` for programs that use the library: a data frame from a csv, tsv, json, ndjson or parquet file. */
import { basename } from "node:path";
import { readData } from "../data/index.js";
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import { ModelError } from "../session/library.js";
import { readBytes } from "./read-bytes.js";

/**
 * Reads a data file, also one compressed as .gz; a relative path starts at the working
 * directory. Column types are inferred. Rejects with a `ModelError` when the file is not a table.
 */
export async function read(path: string): Promise<DataFrame> {
  const bytes = await readBytes(path);
  const sink = collectDiagnostics();
  const name = basename(path).replace(/\.[^.]+(\.gz)?$/iu, "");
  const frame = await readData(bytes, { file: path, name, clauses: [] }, sink);
  if (frame === undefined || sink.hasErrors()) throw new ModelError(sink.diagnostics);
  return frame;
}

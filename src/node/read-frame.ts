/** `read(path)` for programs that use the library: a data frame from a csv or tsv file. */
import { basename } from "node:path";
import { readTable } from "../data/index.js";
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import { inProcessRunner } from "../posterior/index.js";
import { ModelError } from "../session/library.js";
import { nodeHost } from "./node-host.js";

/**
 * Reads a csv or tsv file, also one compressed as .gz; a relative path starts at the working
 * directory. Column types are inferred. Rejects with a `ModelError` when the file is not a table.
 */
export async function read(path: string): Promise<DataFrame> {
  const host = nodeHost({ folder: process.cwd(), allow: ["/"], runner: inProcessRunner });
  const sink = collectDiagnostics();
  const contents = await host.readFile(path);
  if (contents.kind === "problem") {
    const { message, help } = contents;
    sink.report({
      code: "file-not-readable",
      severity: "error",
      message,
      ...(help !== undefined && { help }),
    });
    throw new ModelError(sink.diagnostics);
  }
  const name = basename(path).replace(/\.[^.]+(\.gz)?$/iu, "");
  const frame = readTable(contents.bytes, { file: path, name, clauses: [] }, sink);
  if (frame === undefined || sink.hasErrors()) throw new ModelError(sink.diagnostics);
  return frame;
}

/** `save(fit, path)` and `load(path)` for programs that use the library. */
import { inProcessRunner } from "../posterior/index.js";
import type { Posterior } from "../posterior/index.js";
import { exportFit, loadFit } from "../session/library-files.js";
import type { ExportOptions } from "../session/library-files.js";
import { ModelError } from "../session/library.js";
import { laplaceThreads } from "./laplace-threads.js";
import { nodeHost } from "./node-host.js";
import { readBytes } from "./read-bytes.js";

/**
 * Writes a fit in the format that the name's ending says; a relative path starts at the working
 * directory. Answers with the names of the files; rejects with a `ModelError` when one cannot be written.
 */
export async function save(
  posterior: Posterior,
  path: string,
  options: ExportOptions = {},
): Promise<readonly string[]> {
  const host = nodeHost({ folder: process.cwd(), allow: ["/"], runner: inProcessRunner });
  const files = await exportFit(posterior, path, options);
  for (const { name, contents } of files) {
    const outcome = await host.writeFile(name, contents);
    if (outcome.kind === "written") continue;
    const { message } = outcome;
    throw new ModelError([{ code: "file-not-written", severity: "error", message }]);
  }
  return files.map(({ name }) => name);
}

/** The fit in a .mlmfit file; rejects with a `ModelError` when it is not one. */
export async function load(
  path: string,
  options: { signal?: AbortSignal } = {},
): Promise<Posterior> {
  const bytes = await readBytes(path);
  return loadFit(bytes, { ...options, file: path, threads: laplaceThreads() });
}

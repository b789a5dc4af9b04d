/** What a user sees on running a program of this folder. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { renderDiagnostics } from "../../src/diagnostics/index.js";
import { nodeHost } from "../../src/node/node-host.js";
import { inProcessRunner } from "../../src/posterior/index.js";
import { runFile } from "../../src/session/index.js";

/** The rendered diagnostics of a run, without colour; programs with errors fit nothing. */
export async function diagnose(file: string): Promise<string> {
  const folder = new URL("./", import.meta.url);
  const text = await readFile(new URL(file, folder), "utf8");
  const host = nodeHost({
    folder: fileURLToPath(folder),
    allow: [],
    runner: inProcessRunner,
  });
  const { diagnostics, sources } = await runFile({ file, text }, host);
  return renderDiagnostics(diagnostics, sources, { color: false });
}

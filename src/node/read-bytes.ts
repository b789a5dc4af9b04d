/** The bytes of a file for programs that use the library; a relative path starts at the working directory. */
import { collectDiagnostics } from "../diagnostics/index.js";
import { inProcessRunner } from "../posterior/index.js";
import { ModelError } from "../session/library.js";
import { nodeHost } from "./node-host.js";

/** Rejects with a `ModelError` when the file cannot be read. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const host = nodeHost({ folder: process.cwd(), allow: ["/"], runner: inProcessRunner });
  const contents = await host.readFile(path);
  if (contents.kind === "contents") return contents.bytes;
  const sink = collectDiagnostics();
  const { message, help } = contents;
  sink.report({
    code: "file-not-readable",
    severity: "error",
    message,
    ...(help !== undefined && { help }),
  });
  throw new ModelError(sink.diagnostics);
}

/** Writes diagnostics to standard error. */
import { renderDiagnostics } from "../diagnostics/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { wantsColor, widthOf } from "./streams.js";

export function writeDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): void {
  if (diagnostics.length === 0) return;
  const options = { color: wantsColor(process.stderr), width: widthOf(process.stderr) };
  process.stderr.write(`${renderDiagnostics(diagnostics, sources, options).trimEnd()}\n`);
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** `2 errors, 1 warning`; nothing when all is well. */
export function countProblems(diagnostics: readonly Diagnostic[]): string | undefined {
  const count = (severity: Diagnostic["severity"]): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const parts = [
    ...(count("error") > 0 ? [plural(count("error"), "error")] : []),
    ...(count("warning") > 0 ? [plural(count("warning"), "warning")] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

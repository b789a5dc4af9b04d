/** `mlm check FILE`: every diagnostic that needs no fit. */
import { dirname } from "node:path";
import { nodeHost } from "../node/node-host.js";
import { runFile } from "../session/index.js";
import type { RunOutcome } from "../session/index.js";
import { countProblems, writeDiagnostics } from "../terminal/diagnostic-output.js";
import { exitCodes } from "../terminal/exit-codes.js";
import type { ExitCode } from "../terminal/exit-codes.js";
import { readProgram } from "./program-file.js";
import { readVersion } from "../node/version.js";

export interface CheckCommandOptions {
  readonly format: "text" | "json";
  readonly set: Readonly<Record<string, string>>;
  readonly allow: readonly string[];
}

async function writeDocument(outcome: RunOutcome): Promise<void> {
  const { documentToJson, jsonText } = await import("../report/index.js");
  const json = documentToJson({ ...outcome, results: [], version: readVersion() });
  process.stdout.write(jsonText(json));
}

export async function checkCommand(file: string, options: CheckCommandOptions): Promise<ExitCode> {
  const source = await readProgram(file);
  if (source === undefined) return exitCodes.usage;
  const host = nodeHost({
    folder: dirname(file),
    allow: options.allow,
    runner: () => Promise.reject(new Error("a check runs no chains")),
  });
  const outcome = await runFile(source, host, { checkOnly: true, set: options.set });
  for (const problem of outcome.unusedSettings) process.stderr.write(`mlm: ${problem}\n`);
  if (outcome.unusedSettings.length > 0) return exitCodes.usage;
  writeDiagnostics(outcome.diagnostics, outcome.sources);
  if (options.format === "json") await writeDocument(outcome);
  else process.stdout.write(`${file}: ${countProblems(outcome.diagnostics) ?? "no errors"}\n`);
  return outcome.hasErrors ? exitCodes.errors : exitCodes.done;
}

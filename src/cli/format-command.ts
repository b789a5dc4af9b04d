/** `mlm fmt FILE...`: the canonical layout, written back or only checked. */
import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { collectDiagnostics } from "../diagnostics/index.js";
import { formatModelFile } from "../language/index.js";
import { writeDiagnostics } from "../terminal/diagnostic-output.js";
import { exitCodes } from "../terminal/exit-codes.js";
import type { ExitCode } from "../terminal/exit-codes.js";
import { readProgram } from "./program-file.js";

/** Whole or not at all: a program is never left half-written. */
async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}`);
  try {
    await writeFile(temporary, text, { flag: "wx" });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function formatOne(file: string, checkOnly: boolean): Promise<ExitCode> {
  const source = await readProgram(file);
  if (source === undefined) return exitCodes.usage;
  const sink = collectDiagnostics();
  const formatted = formatModelFile(source, sink);
  writeDiagnostics(sink.diagnostics, new Map([[file, source.text]]));
  if (formatted === undefined) return exitCodes.errors;
  if (formatted === source.text) return exitCodes.done;
  if (checkOnly) {
    process.stdout.write(`${file} is not in the canonical layout\n`);
    return exitCodes.errors;
  }
  await replaceFile(file, formatted);
  process.stdout.write(`${file} laid out anew\n`);
  return exitCodes.done;
}

/** The worst of the files' exit codes: usage before errors before done. */
export async function formatCommand(
  files: readonly string[],
  checkOnly: boolean,
): Promise<ExitCode> {
  let worst: ExitCode = exitCodes.done;
  for (const file of files) {
    const code = await formatOne(file, checkOnly);
    if (code > worst) worst = code;
  }
  return worst;
}

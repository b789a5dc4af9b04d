/** `mlm compile FILE --emit STAGE`: what a program becomes at one stage, for people to read. */
import { dirname } from "node:path";
import { readModelFile } from "../../grammar/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { SourceText } from "../language/ast.js";
import { parseModelFile } from "../language/index.js";
import { nodeHost } from "../node/node-host.js";
import { runFile } from "../session/index.js";
import { writeDiagnostics } from "../terminal/diagnostic-output.js";
import { exitCodes } from "../terminal/exit-codes.js";
import type { ExitCode } from "../terminal/exit-codes.js";
import { readProgram } from "./program-file.js";

export interface CompileCommandOptions {
  readonly emit: string;
  readonly set: Readonly<Record<string, string>>;
  readonly allow: readonly string[];
}

/** `12:3 Identifier male`, one line a token. */
function printTokens(source: SourceText, sink: DiagnosticSink): string {
  return readModelFile(source, sink)
    .tokens.map(
      ({ startLine, startColumn, tokenType, image }) =>
        `${startLine ?? 0}:${startColumn ?? 0} ${tokenType.name} ${JSON.stringify(image)}\n`,
    )
    .join("");
}

async function emitText(source: SourceText, stage: "tokens" | "ast"): Promise<ExitCode> {
  const sink = collectDiagnostics();
  const { printTree } = await import("../report/index.js");
  const text =
    stage === "tokens"
      ? printTokens(source, sink)
      : printTree(parseModelFile(source, sink).statements);
  writeDiagnostics(sink.diagnostics, new Map([[source.file, source.text]]));
  process.stdout.write(text);
  return sink.hasErrors() ? exitCodes.errors : exitCodes.done;
}

/** Networks have neither a design matrix nor a graph. */
const networkStages: ReadonlySet<string> = new Set(["spec"]);

async function emitModels(source: SourceText, options: CompileCommandOptions): Promise<ExitCode> {
  const host = nodeHost({
    folder: dirname(source.file),
    allow: options.allow,
    runner: () => Promise.reject(new Error("a compilation runs no chains")),
  });
  const outcome = await runFile(source, host, { checkOnly: true, set: options.set });
  for (const problem of outcome.unusedSettings) process.stderr.write(`mlm: ${problem}\n`);
  if (outcome.unusedSettings.length > 0) return exitCodes.usage;
  writeDiagnostics(outcome.diagnostics, outcome.sources);
  const { compileModel } = await import("../compiler/index.js");
  const { printStage } = await import("../session/print-stage.js");
  const { printNetwork } = await import("../report/index.js");
  for (const { value } of outcome.results) {
    if (value.kind === "network_model" && networkStages.has(options.emit))
      process.stdout.write(`${printNetwork(value)}\n`);
    if (value.kind !== "model") continue;
    const model = compileModel(value, () => host.now());
    process.stdout.write(`${printStage(options.emit as "design", model)}\n`);
  }
  return outcome.hasErrors ? exitCodes.errors : exitCodes.done;
}

export async function compileCommand(
  file: string,
  options: CompileCommandOptions,
): Promise<ExitCode> {
  const source = await readProgram(file);
  if (source === undefined) return exitCodes.usage;
  const { emit } = options;
  return emit === "tokens" || emit === "ast" ? emitText(source, emit) : emitModels(source, options);
}

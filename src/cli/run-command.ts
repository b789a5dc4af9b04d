/** `mlm run FILE`: progress and diagnostics on standard error, results on standard output. */
import { dirname } from "node:path";
import { nodeHost } from "../node/node-host.js";
import { workerRunner } from "../node/worker-runner.js";
import { documentToJson, jsonText } from "../report/index.js";
import { runFile } from "../session/index.js";
import type { Host, RunOutcome, SessionEvent } from "../session/index.js";
import { writeDiagnostics } from "../terminal/diagnostic-output.js";
import { exitCodes } from "../terminal/exit-codes.js";
import type { ExitCode } from "../terminal/exit-codes.js";
import { listenForInterrupts } from "../terminal/interrupts.js";
import { readProgram } from "./program-file.js";
import { openProgressDisplay } from "../terminal/progress-display.js";
import { renderEvent } from "../terminal/render-event.js";
import { drawsOver, wantsColor, widthOf } from "../terminal/streams.js";
import { readVersion } from "../node/version.js";

export interface RunCommandOptions {
  readonly format: "text" | "json";
  readonly set: Readonly<Record<string, string>>;
  readonly allow: readonly string[];
  readonly out?: string;
}

function documentOf(outcome: RunOutcome): string {
  return jsonText(documentToJson({ ...outcome, version: readVersion() }));
}

/** With --out, the report and the document stand beside what the program saves. */
async function writeReports(host: Host, outcome: RunOutcome, report: string): Promise<boolean> {
  const files = { "report.txt": report, "results.json": documentOf(outcome) };
  let written = true;
  for (const [name, text] of Object.entries(files)) {
    const result = await host.writeFile(name, text);
    if (result.kind === "written") continue;
    process.stderr.write(`mlm: ${result.message}\n`);
    written = false;
  }
  return written;
}

function exitCodeOf(outcome: RunOutcome): ExitCode {
  if (outcome.unusedSettings.length > 0) return exitCodes.usage;
  if (outcome.hasErrors) return exitCodes.errors;
  return outcome.trusted ? exitCodes.done : exitCodes.untrusted;
}

export async function runCommand(file: string, options: RunCommandOptions): Promise<ExitCode> {
  const source = await readProgram(file);
  if (source === undefined) return exitCodes.usage;
  const host = nodeHost({
    folder: dirname(file),
    allow: options.allow,
    ...(options.out !== undefined && { out: options.out }),
    runner: workerRunner(),
  });
  const tell = (text: string): void => void process.stderr.write(text);
  const display = openProgressDisplay({
    write: tell,
    live: drawsOver(process.stderr),
    now: () => host.now(),
  });
  const interrupts = listenForInterrupts((message) => {
    display.clear();
    tell(`${message}\n`);
  });
  const text = { width: widthOf(process.stdout), color: wantsColor(process.stdout) };
  const report: string[] = [];
  const onEvent = (event: SessionEvent): void => {
    display.handle(event);
    if (event.kind === "fit-ended") interrupts.fitEnded();
    if (event.kind === "diagnostic") {
      display.clear();
      writeDiagnostics([event.diagnostic], event.sources);
    }
    const rendered = renderEvent(event, text);
    if (rendered === undefined) return;
    display.clear();
    report.push(renderEvent(event, { width: 80, color: false }) ?? "");
    if (options.format === "text") process.stdout.write(rendered);
  };
  const { set } = options;
  const outcome = await runFile(source, host, { set, onEvent, openSignal: interrupts.openSignal });
  for (const problem of outcome.unusedSettings) tell(`mlm: ${problem}\n`);
  if (options.format === "json") process.stdout.write(documentOf(outcome));
  const written = options.out === undefined || (await writeReports(host, outcome, report.join("")));
  return written ? exitCodeOf(outcome) : exitCodes.errors;
}

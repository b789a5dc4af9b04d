/** `mlm run FILE`: progress and diagnostics on standard error, results on standard output. */
import { dirname } from "node:path";
import { nodeHost } from "../node/node-host.js";
import { recordReads } from "../node/recorded-reads.js";
import { workerRunner } from "../node/worker-runner.js";
import { documentToJson, jsonText } from "../report/index.js";
import type { Answer } from "../report/page/page-parts.js";
import { runFile } from "../session/index.js";
import type { Host, RunOutcome, SessionEvent } from "../session/index.js";
import { writeDiagnostics } from "../terminal/diagnostic-output.js";
import { exitCodes } from "../terminal/exit-codes.js";
import type { ExitCode } from "../terminal/exit-codes.js";
import { listenForInterrupts } from "../terminal/interrupts.js";
import { readProgram } from "./program-file.js";
import { openProgressDisplay } from "../terminal/progress-display.js";
import { renderEvent } from "../terminal/render-event.js";
import { drawsOver, isTerminal, wantsColor, widthOf } from "../terminal/streams.js";
import { readVersion } from "../node/version.js";

export interface RunCommandOptions {
  readonly format: "text" | "json" | "html";
  readonly set: Readonly<Record<string, string>>;
  readonly allow: readonly string[];
  readonly out?: string;
}

/** What is told while a program runs, kept for the reports that are written at its end. */
interface Told {
  readonly lines: string[];
  readonly answers: Answer[];
}

const tell = (text: string): void => void process.stderr.write(text);

function documentOf(outcome: RunOutcome): string {
  return jsonText(documentToJson({ ...outcome, version: readVersion() }));
}

/** With --out, reports stand beside what the program saves. */
async function writeReports(
  host: Host,
  reports: Readonly<Record<string, string>>,
): Promise<boolean> {
  let written = true;
  for (const [name, text] of Object.entries(reports)) {
    const result = await host.writeFile(name, text);
    if (result.kind === "written") continue;
    tell(`mlm: ${result.message}\n`);
    written = false;
  }
  return written;
}

function exitCodeOf(outcome: RunOutcome): ExitCode {
  if (outcome.unusedSettings.length > 0) return exitCodes.usage;
  if (outcome.hasErrors) return exitCodes.errors;
  return outcome.trusted ? exitCodes.done : exitCodes.untrusted;
}

function openHost(file: string, { allow, out }: RunCommandOptions) {
  const folder = dirname(file);
  const given = { folder, allow, runner: workerRunner(), ...(out !== undefined && { out }) };
  return recordReads(nodeHost(given));
}

/** Runs the program; what it tells goes to the terminal at once and into `told`. */
async function runAndTell(
  source: { readonly file: string; readonly text: string },
  host: Host,
  { format, set }: RunCommandOptions,
  told: Told,
): Promise<RunOutcome> {
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
    told.lines.push(renderEvent(event, { width: 80, color: false }) ?? "");
    if (event.kind === "shown") told.answers.push({ statement: event.text, result: event.result });
    if (format === "text") process.stdout.write(rendered);
  };
  return runFile(source, host, { set, onEvent, openSignal: interrupts.openSignal });
}

export async function runCommand(file: string, options: RunCommandOptions): Promise<ExitCode> {
  const { format, set, out } = options;
  if (format === "html" && out === undefined && isTerminal(process.stdout)) {
    tell("mlm: a page is no text for a terminal: add > report.html, or --out DIR\n");
    return exitCodes.usage;
  }
  const source = await readProgram(file);
  if (source === undefined) return exitCodes.usage;
  const { host, reads } = openHost(file, options);
  const told: Told = { lines: [], answers: [] };
  const outcome = await runAndTell(source, host, options, told);
  for (const problem of outcome.unusedSettings) tell(`mlm: ${problem}\n`);
  const reports: Record<string, string> = {};
  if (format === "html") {
    const { commandOf, htmlReport } = await import("./html-report.js");
    const command = commandOf(file, set);
    const request = { outcome, answers: told.answers, reads: reads.values(), command };
    reports["report.html"] = await htmlReport({ ...request, made: new Date() });
  }
  if (format === "json") process.stdout.write(documentOf(outcome));
  if (out === undefined) process.stdout.write(reports["report.html"] ?? "");
  else {
    reports["report.txt"] = told.lines.join("");
    reports["results.json"] = documentOf(outcome);
    if (!(await writeReports(host, reports))) return exitCodes.errors;
  }
  return exitCodeOf(outcome);
}

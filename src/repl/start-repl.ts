/** `mlm repl [DATA]`: the prompt on the standard streams, a terminal or a pipe. */
import { basename } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { nodeHost } from "../node/node-host.js";
import { workerRunner } from "../node/worker-runner.js";
import type { TextOptions } from "../report/index.js";
import type { SessionEvent } from "../session/index.js";
import { writeDiagnostics } from "../terminal/diagnostic-output.js";
import { exitCodes, type ExitCode } from "../terminal/exit-codes.js";
import { openInterrupts } from "../terminal/interrupts.js";
import { openProgressDisplay } from "../terminal/progress-display.js";
import { renderDeclaredData } from "../terminal/render-data.js";
import { renderReplacement } from "../terminal/render-note.js";
import { defectText } from "../terminal/report-defect.js";
import { drawsOver, isTerminal, wantsColor, widthOf } from "../terminal/streams.js";
import { historyFile, keepLine, readHistory } from "./history.js";
import { queueLines } from "./line-queue.js";
import { openPrompt, type Prompt } from "./prompt.js";
import { isUnfinished } from "./unfinished.js";

export interface ReplOptions {
  /** A file to read at the start. */
  readonly data: string | undefined;
  readonly allow: readonly string[];
  readonly version: string;
}

const primary = "mlm> ";
const continuation = "...> ";

/** A name for a file's data: `my-cells.csv.gz` becomes `my_cells`. */
function dataNameOf(file: string): string {
  const stem = basename(file)
    .replace(/\.gz$/u, "")
    .replace(/\.[^.]+$/u, "");
  const name = stem.replace(/[^\p{L}\p{N}_]/gu, "_");
  return /^[\p{L}_]/u.test(name) ? name : `data_${name}`;
}

const write = (text: string): void => void process.stdout.write(text);
const tell = (text: string): void => void process.stderr.write(text);

type Renderer = (event: SessionEvent, options: TextOptions) => string | undefined;

/** Prompt and what it writes, tied to the standard streams. */
function openConsole({ allow, version }: ReplOptions) {
  const host = nodeHost({ folder: process.cwd(), allow, runner: workerRunner() });
  const interrupts = openInterrupts();
  const display = openProgressDisplay({
    write: tell,
    live: drawsOver(process.stderr),
    now: () => host.now(),
  });
  let renderer: Renderer | undefined;
  const onEvent = (event: SessionEvent): void => {
    display.handle(event);
    if (event.kind === "fit-ended") interrupts.fitEnded();
    if (event.kind === "diagnostic") {
      display.clear();
      writeDiagnostics([event.diagnostic], event.sources);
    }
    if (event.kind === "replaced") tell(renderReplacement(event));
    const text = { width: widthOf(process.stdout), color: wantsColor(process.stdout) };
    const rendered = renderDeclaredData(event, text.width) ?? renderer?.(event, text);
    if (rendered !== undefined) write(rendered);
  };
  const onDefect = (error: unknown): void => {
    display.clear();
    interrupts.fitEnded();
    tell(defectText(error, version, process.env["MLM_TRACE"] !== undefined));
  };
  const prompt = openPrompt(host, { onEvent, openSignal: interrupts.openSignal, write, onDefect });
  return {
    interrupts,
    prompt,
    onDefect,
    /** Results of typed inputs need what shows fits, which takes longer to load than the prompt. */
    async loadRenderer(): Promise<void> {
      renderer ??= (await import("../terminal/render-event.js")).renderEvent;
    },
  };
}

type Console = ReturnType<typeof openConsole>;

type Answer = (problem: null, offered: [string[], string]) => void;

async function offer(prompt: Prompt, line: string): Promise<[string[], string]> {
  const { complete } = await import("./complete.js");
  const inputs = { line, values: prompt.values(), current: prompt.current() };
  const { candidates, word } = complete(inputs);
  return [[...candidates], word];
}

async function openLines({ prompt, onDefect }: Console): Promise<Interface> {
  const terminal = isTerminal(process.stdin) && isTerminal(process.stdout);
  return createInterface({
    input: process.stdin,
    ...(terminal && { output: process.stdout }),
    terminal,
    prompt: primary,
    ...(terminal && { history: await readHistory(historyFile()), historySize: 1000 }),
    completer: (line: string, answer: Answer) => {
      offer(prompt, line).then(
        (offered) => answer(null, offered),
        (error: unknown) => {
          onDefect(error);
          answer(null, [[], line]);
        },
      );
    },
  });
}

/** Ctrl-C stops the fit that runs; otherwise it clears the input, and on an empty one says how to leave. */
function listenForCtrlC(lines: Interface, { interrupts }: Console, clear: () => boolean): void {
  lines.on("SIGINT", () => {
    if (interrupts.stop()) {
      tell("stopping the fit\n");
      return;
    }
    if (!clear()) tell("\nCtrl-D or .quit leaves\n");
    lines.setPrompt(primary);
    lines.prompt();
  });
}

interface Outcome {
  sound: boolean;
}

/** Reads inputs until the end of the stream or `.quit`; lines are worked off one after the other. */
async function readInputs(
  lines: Interface,
  nextLine: () => Promise<string | undefined>,
  console: Console,
  outcome: Outcome,
): Promise<void> {
  const onTerminal = lines.terminal;
  let pending = "";
  const ask = (): void => {
    if (!onTerminal) return;
    lines.setPrompt(pending === "" ? primary : continuation);
    lines.prompt();
  };
  listenForCtrlC(lines, console, () => {
    const had = pending !== "" || lines.line !== "";
    pending = "";
    if (had) lines.write(null, { ctrl: true, name: "u" });
    return had;
  });
  ask();
  console.loadRenderer().catch(() => undefined);
  for (let line = await nextLine(); line !== undefined; line = await nextLine()) {
    if (onTerminal) await keepLine(historyFile(), line);
    pending = pending === "" ? line : `${pending}\n${line}`;
    // An empty line ends what would go on: the mistake is then reported.
    if (isUnfinished(pending) && line.trim() !== "") {
      ask();
      continue;
    }
    const input = pending;
    pending = "";
    await console.loadRenderer();
    const { sound, leave } = await console.prompt.handle(input);
    outcome.sound &&= sound;
    if (leave) return;
    ask();
  }
  if (pending === "") return;
  await console.loadRenderer();
  outcome.sound &&= (await console.prompt.handle(pending)).sound;
}

function exitCodeOf({ prompt }: Console, { sound }: Outcome): ExitCode {
  if (!sound) return exitCodes.errors;
  return prompt.trusted() ? exitCodes.done : exitCodes.untrusted;
}

/** On a terminal leaving is always a success: the mistakes of a conversation are no failure. */
export async function startRepl(options: ReplOptions): Promise<ExitCode> {
  const opened = openConsole(options);
  const outcome: Outcome = { sound: true };
  const lines = await openLines(opened);
  const nextLine = queueLines(lines);
  if (lines.terminal) write(`mlm ${options.version}: .help for help, Ctrl-D to leave\n`);
  if (options.data !== undefined) {
    const name = dataNameOf(options.data);
    const statement = `data ${name} = read("${options.data}")`;
    outcome.sound = (await opened.prompt.handle(statement, "<command line>")).sound;
  }
  await readInputs(lines, nextLine, opened, outcome);
  lines.close();
  if (lines.terminal) write("\n");
  return lines.terminal ? exitCodes.done : exitCodeOf(opened, outcome);
}

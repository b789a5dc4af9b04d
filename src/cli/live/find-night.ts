/** Runs the model file and finds the night that it makes. */
import { dirname } from "node:path";
import { nodeHost } from "../../node/node-host.js";
import { workerRunner } from "../../node/worker-runner.js";
import { runFile } from "../../session/index.js";
import type { RunOutcome, SessionEvent } from "../../session/index.js";
import { writeDiagnostics } from "../../terminal/diagnostic-output.js";
import { exitCodes, type ExitCode } from "../../terminal/exit-codes.js";
import { openProgressDisplay } from "../../terminal/progress-display.js";
import { drawsOver } from "../../terminal/streams.js";
import type { NightValue } from "../../workflows/election-night/index.js";
import { readProgram } from "../program-file.js";

export interface NightQuestion {
  readonly file: string;
  readonly allow: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  /** Name of the night where the file makes several. */
  readonly night?: string;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface FoundNight {
  readonly value: NightValue;
  readonly seed: number | undefined;
  readonly trusted: boolean;
}

async function runModel(
  question: NightQuestion,
  source: { readonly file: string; readonly text: string },
): Promise<RunOutcome> {
  const { file, allow, set, tell, signal } = question;
  const host = nodeHost({ folder: dirname(file), allow, runner: workerRunner() });
  const display = openProgressDisplay({
    write: (text) => void process.stderr.write(text),
    live: drawsOver(process.stderr),
    now: () => host.now(),
  });
  const onEvent = (event: SessionEvent): void => {
    display.handle(event);
    if (event.kind !== "diagnostic") return;
    display.clear();
    writeDiagnostics([event.diagnostic], event.sources);
  };
  const outcome = await runFile(source, host, { set, onEvent, openSignal: () => signal });
  display.clear();
  for (const problem of outcome.unusedSettings) tell(problem);
  return outcome;
}

function nightIn({ results }: RunOutcome, wanted: string | undefined): NightValue | string {
  const nights = results.flatMap(({ name, value }) =>
    value.kind === "night" && (wanted === undefined || name === wanted) ? [value] : [],
  );
  const [night, ...others] = nights;
  if (night === undefined)
    return wanted === undefined
      ? "the file makes no night: it needs a statement such as night = live(before, units = tonight, unit = precinct)"
      : `the file makes no night of the name ${wanted}`;
  return others.length === 0
    ? night
    : `the file makes several nights: say which with --night ${night.name}`;
}

/** The night, or the exit code after what was wrong has been told. */
export async function findNight(question: NightQuestion): Promise<FoundNight | ExitCode> {
  const source = await readProgram(question.file);
  if (source === undefined) return exitCodes.usage;
  const outcome = await runModel(question, source);
  if (outcome.unusedSettings.length > 0) return exitCodes.usage;
  if (outcome.hasErrors) return exitCodes.errors;
  const value = nightIn(outcome, question.night);
  if (typeof value !== "string") return { value, seed: outcome.seed, trusted: outcome.trusted };
  question.tell(value);
  return exitCodes.errors;
}

/** The prompt without its terminal: one finished input at a time, dot command, formula or statements. */
import { collectDiagnostics } from "../diagnostics/index.js";
import { parseExpressionText } from "../language/index.js";
import type { NamedValue } from "../report/index.js";
import { openSession, type Host, type SessionOptions } from "../session/index.js";
import { readDotCall } from "./dot-commands.js";
import { openInputs, promptPlace, type Given } from "./prompt-inputs.js";
import { complain, currentData, fitModel, freeName, runStatements } from "./prompt-state.js";
import type { PromptState } from "./prompt-state.js";

/** The engine of bare formulas. */
export const quickEngine = "inla";

export interface PromptOptions extends SessionOptions {
  /** Takes answers of the prompt itself; results come as events. */
  readonly write: (text: string) => void;
  /** Takes what was thrown: a defect of mlm, after which the prompt goes on. */
  readonly onDefect: (error: unknown) => void;
}

export interface Prompt {
  /** Every name with its value. */
  values(): readonly NamedValue[];
  /** The data that formulas are fitted to; the last declared unless `.data` says otherwise. */
  current(): string | undefined;
  /** False once a fit was one that is not to be trusted. */
  trusted(): boolean;
  /** Runs one input; `sound` is false when it had errors, `leave` true for `.quit`. Never throws. */
  handle(
    text: string,
    place?: string,
  ): Promise<{ readonly sound: boolean; readonly leave: boolean }>;
}

function isFormula(text: string): boolean {
  const expression = parseExpressionText({ file: "input", text }, collectDiagnostics());
  return expression?.kind === "binary" && expression.operator === "~";
}

async function fitFormula(state: PromptState, given: Given): Promise<boolean> {
  const { session, family, host, write } = state;
  const data = currentData(state);
  if (data === undefined)
    return complain(state, given, {
      code: "unknown-name",
      message: "there are no data yet that a formula could be fitted to",
      help: 'declare some: data NAME = read("file.csv")',
    });
  const started = host.now();
  const name = freeName(state, "model");
  const source = state.inputs.open(given.text, given);
  const spec = await session.declare(source, data, {
    name,
    ...(family !== undefined && { family }),
  });
  if (spec === undefined) return false;
  state.models.push(name);
  const sound = await fitModel(state, given, name, quickEngine);
  if (sound) write(`${(host.now() - started).toFixed(2)} s from the formula to its summary\n`);
  return sound;
}

/** What only some inputs need is loaded when the first of them comes. */
async function runInput(state: PromptState, given: Given): Promise<boolean> {
  const call = readDotCall(given.text);
  if (call) {
    const { runDotCommand } = await import("./run-dot-command.js");
    return runDotCommand({ state, given, call });
  }
  return isFormula(given.text) ? fitFormula(state, given) : runStatements(state, given);
}

export function openPrompt(host: Host, options: PromptOptions): Prompt {
  const { openSignal, onEvent, write, onDefect } = options;
  const inputs = openInputs();
  const session = openSession(host, {
    openSignal,
    onEvent: (event) => onEvent(inputs.placed(event)),
  });
  const state: PromptState = {
    session,
    host,
    inputs,
    onEvent,
    write,
    chosen: undefined,
    family: undefined,
    models: [],
    fits: [],
  };
  return {
    values: () => session.values(),
    current: () => currentData(state),
    trusted: () => session.trusted(),
    async handle(text, place = promptPlace) {
      if (text.trim() === "") return { sound: true, leave: false };
      if (text.trim() === ".quit") return { sound: true, leave: true };
      try {
        return { sound: await runInput(state, { text, place }), leave: false };
      } catch (error) {
        onDefect(error);
        return { sound: false, leave: false };
      }
    },
  };
}

/** The prompt without its terminal: one finished input at a time, dot command, formula or statements. */
import { collectDiagnostics } from "../diagnostics/index.js";
import { parseExpressionText } from "../language/index.js";
import { findFamily } from "../vocabulary/index.js";
import type { NamedValue } from "../report/index.js";
import { type Host, type Session } from "../session/index.js";
import { dotCommands, helpText, readDotCall, type DotCall } from "./dot-commands.js";
import { verbHelp } from "./verb-help.js";

/** The engine of bare formulas. */
export const quickEngine = "inla";

export interface Prompt {
  /** The data that formulas are fitted to; the last declared unless `.data` says otherwise. */
  current(): string | undefined;
  /** Runs one input; false when it had errors. `leave` answers true for `.quit`. */
  handle(text: string): Promise<{ readonly sound: boolean; readonly leave: boolean }>;
}

interface PromptState {
  readonly session: Session;
  readonly host: Host;
  readonly write: (text: string) => void;
  inputs: number;
  models: number;
  chosen: string | undefined;
  family: string | undefined;
  lastModel: string | undefined;
  /** Names of fits, the last one last. */
  readonly fits: string[];
  /** Statements that worked, as a file would have them. */
  readonly kept: string[];
}

const dataNames = (values: readonly NamedValue[]): readonly string[] =>
  values.flatMap(({ name, value }) => (value.kind === "data" ? [name] : []));

function currentData({ session, chosen }: PromptState): string | undefined {
  return chosen ?? dataNames(session.values()).at(-1);
}

function isFormula(text: string): boolean {
  const expression = parseExpressionText({ file: "input", text }, collectDiagnostics());
  return expression?.kind === "binary" && expression.operator === "~";
}

/** Notes which models and fits the session has after statements ran. */
function follow(state: PromptState, before: readonly NamedValue[]): void {
  const known = new Map(before.map(({ name, value }) => [name, value]));
  for (const { name, value } of state.session.values()) {
    if (known.get(name) === value) continue;
    if (value.kind === "model") state.lastModel = name;
    if (value.kind === "fit") state.fits.push(name);
  }
}

async function runStatements(state: PromptState, text: string, keep: boolean): Promise<boolean> {
  const before = state.session.values();
  const sound = await state.session.run({ file: `input ${++state.inputs}`, text });
  follow(state, before);
  if (sound && keep) state.kept.push(text);
  return sound;
}

function fitStatements(state: PromptState, model: string, engine: string): string {
  const count = state.fits.length + 1;
  const name = `fit${count}`;
  return `${name} = fit(${model}, engine = ${engine})\nsummary(${name})`;
}

async function fitFormula(state: PromptState, text: string): Promise<boolean> {
  const { session, family, host, write } = state;
  const data = currentData(state);
  if (data === undefined) {
    write('there are no data yet: data NAME = read("file.csv")\n');
    return false;
  }
  const started = host.now();
  const name = `model${++state.models}`;
  const source = { file: `input ${++state.inputs}`, text };
  const spec = session.declare(source, data, { name, ...(family !== undefined && { family }) });
  if (spec === undefined) return false;
  state.lastModel = name;
  state.kept.push(
    `model ${name} on ${data} {\n  ${text.replaceAll("\n", "\n  ")}\n  family = ${spec.family}(link = "${spec.link}")\n}`,
  );
  const sound = await runStatements(state, fitStatements(state, name, quickEngine), true);
  if (sound) write(`${(host.now() - started).toFixed(2)} s from the formula to its summary\n`);
  return sound;
}

async function sampleLast(state: PromptState): Promise<boolean> {
  if (state.lastModel !== undefined)
    return runStatements(state, fitStatements(state, state.lastModel, "nuts"), true);
  state.write("there is no model yet: type a formula\n");
  return false;
}

async function compareLast(state: PromptState): Promise<boolean> {
  const [first, second] = state.fits.slice(-2);
  if (first !== undefined && second !== undefined)
    return runStatements(state, `agreement(${first}, ${second})`, true);
  state.write("there are no two fits to compare yet\n");
  return false;
}

function chooseData(state: PromptState, name: string): boolean {
  const names = dataNames(state.session.values());
  if (names.includes(name)) {
    state.chosen = name;
    state.write(`formulas are fitted to ${name}\n`);
    return true;
  }
  state.write(
    `there are no data called ${name}${names.length > 0 ? `; there are ${names.join(", ")}` : ""}\n`,
  );
  return false;
}

function chooseFamily(state: PromptState, name: string): boolean {
  if (name === "auto") {
    state.family = undefined;
    state.write("the response decides on the family\n");
    return true;
  }
  const family = findFamily(name);
  if (family) state.family = family.name;
  state.write(family ? `coming formulas are ${family.name}\n` : `there is no family ${name}\n`);
  return family !== undefined;
}

function listNames({ session, write }: PromptState): boolean {
  for (const { name, value } of session.values()) write(`${name.padEnd(16)} ${value.kind}\n`);
  return true;
}

async function saveStatements({ host, kept, write }: PromptState, file: string): Promise<boolean> {
  if (file === "") {
    write("write .save FILE\n");
    return false;
  }
  const result = await host.writeFile(file, `${kept.join("\n")}\n`);
  write(result.kind === "written" ? `wrote ${file}\n` : `${result.message}\n`);
  return result.kind === "written";
}

async function runDotCommand(state: PromptState, { name, argument }: DotCall): Promise<boolean> {
  switch (name) {
    case ".nuts":
      return sampleLast(state);
    case ".agreement":
      return compareLast(state);
    case ".data":
      return chooseData(state, argument);
    case ".family":
      return chooseFamily(state, argument);
    case ".names":
      return listNames(state);
    case ".save":
      return saveStatements(state, argument);
    case ".help":
      state.write(argument === "" ? helpText() : verbHelp(argument));
      return true;
    case ".plot":
      state.write(".plot is not in this version\n");
      return false;
    default:
      state.write(`there is no ${name}: ${dotCommands.map((one) => one.name).join(" ")}\n`);
      return false;
  }
}

export function openPrompt(session: Session, host: Host, write: (text: string) => void): Prompt {
  const state: PromptState = {
    session,
    host,
    write,
    inputs: 0,
    models: 0,
    chosen: undefined,
    family: undefined,
    lastModel: undefined,
    fits: [],
    kept: [],
  };
  return {
    current: () => currentData(state),
    async handle(text) {
      if (text.trim() === "") return { sound: true, leave: false };
      const dot = readDotCall(text);
      if (dot?.name === ".quit") return { sound: true, leave: true };
      if (dot) return { sound: await runDotCommand(state, dot), leave: false };
      const sound = isFormula(text)
        ? await fitFormula(state, text.trim())
        : await runStatements(state, text, true);
      return { sound, leave: false };
    },
  };
}

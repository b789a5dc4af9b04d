/** What the prompt remembers between inputs, and how it runs and complains. */
import type { Diagnostic } from "../diagnostics/index.js";
import { isPlainName } from "../language/index.js";
import type { NamedValue } from "../report/index.js";
import type { EventListener, Host, Session } from "../session/index.js";
import type { Given, PromptInputs } from "./prompt-inputs.js";

export interface PromptState {
  readonly session: Session;
  readonly host: Host;
  readonly inputs: PromptInputs;
  readonly onEvent: EventListener;
  /** Takes answers of the prompt itself. */
  readonly write: (text: string) => void;
  chosen: string | undefined;
  family: string | undefined;
  /** Names in the order in which they came to stand for a model or a fit. */
  readonly models: string[];
  readonly fits: string[];
}

/** The names among those given that still stand for such a value, each once, the last one last. */
export function stillNamed(
  { session }: PromptState,
  names: readonly string[],
  kind: "model" | "fit",
): readonly string[] {
  const present = session
    .values()
    .flatMap(({ name, value }) => (value.kind === kind ? [name] : []));
  return [...new Set(names.toReversed())].reverse().filter((name) => present.includes(name));
}

/** A name as statements write it. */
export const written = (name: string): string => (isPlainName(name) ? name : `\`${name}\``);

export const dataNames = (values: readonly NamedValue[]): readonly string[] =>
  values.flatMap(({ name, value }) => (value.kind === "data" ? [name] : []));

/** Chosen data that are data no more, since their name was given to something else, do not count. */
export function currentData({ session, chosen }: PromptState): string | undefined {
  const names = dataNames(session.values());
  return chosen !== undefined && names.includes(chosen) ? chosen : names.at(-1);
}

/** The first number with which `base` is no name yet: a user's name is never taken. */
export function freeName({ session }: PromptState, base: string): string {
  const known = new Set(session.values().map(({ name }) => name));
  let count = 1;
  while (known.has(`${base}${count}`)) count++;
  return `${base}${count}`;
}

export interface Complaint extends Omit<Diagnostic, "severity" | "span"> {
  /** The part of what was typed that is wrong; all of it by default. */
  readonly start?: number;
}

/** Reports a mistake at its place in what was typed; false, as the outcome of an input. */
export function complain(
  { onEvent }: PromptState,
  { text, place }: Given,
  { start: from, ...complaint }: Complaint,
): false {
  const start = from ?? text.search(/\S/u);
  const span = { file: place, start, end: Math.max(start, text.trimEnd().length) };
  const diagnostic: Diagnostic = { ...complaint, severity: "error", span };
  onEvent({ kind: "diagnostic", diagnostic, sources: new Map([[place, text]]) });
  return false;
}

/** Notes which models and fits the session has after statements ran. */
function follow(state: PromptState, before: readonly NamedValue[]): void {
  const known = new Map(before.map(({ name, value }) => [name, value]));
  for (const { name, value } of state.session.values()) {
    if (known.get(name) === value) continue;
    if (value.kind === "model") state.models.push(name);
    if (value.kind === "fit") state.fits.push(name);
  }
}

/** Runs what was given, or statements that the prompt wrote for it; false when there were errors. */
export async function runStatements(
  state: PromptState,
  given: Given,
  statements: string = given.text,
): Promise<boolean> {
  const before = state.session.values();
  try {
    return await state.session.run(state.inputs.open(statements, given));
  } finally {
    follow(state, before);
  }
}

/** Fits a model under a free name and shows the summary. */
export function fitModel(
  state: PromptState,
  given: Given,
  model: string,
  engine: string,
): Promise<boolean> {
  const name = freeName(state, "fit");
  const statements = `${name} = fit(${written(model)}, engine = ${engine})\nsummary(${name})`;
  return runStatements(state, given, statements);
}

/** What Tab offers at the prompt: columns, names, verbs, their arguments, families, priors, commands. */
import type { NamedValue } from "../report/index.js";
import { verbs } from "../session/index.js";
import { distributions, families } from "../vocabulary/index.js";
import { dotCommands } from "./dot-commands.js";

export interface CompletionInputs {
  readonly line: string;
  readonly values: readonly NamedValue[];
  /** The data that formulas are fitted to. */
  readonly current: string | undefined;
}

/** Candidates that begin with `word`, the part of the line that they would replace. */
export interface Completion {
  readonly candidates: readonly string[];
  readonly word: string;
}

function columnsOf(values: readonly NamedValue[], name: string | undefined): readonly string[] {
  const value = values.find((one) => one.name === name)?.value;
  return value?.kind === "data" ? value.columns.map((column) => column.name) : [];
}

/** The verb whose arguments the end of the line stands in. */
function openVerb(line: string) {
  let depth = 0;
  for (let at = line.length - 1; at >= 0; at--) {
    if (line[at] === ")") depth++;
    if (line[at] !== "(") continue;
    if (depth-- > 0) continue;
    const callee = /([\p{L}_][\p{L}\p{N}_.]*)\s*$/u.exec(line.slice(0, at))?.[1];
    return verbs.find(({ name }) => name === callee);
  }
  return undefined;
}

function wordsFor({ line, values, current }: CompletionInputs): readonly string[] {
  const names = values.map(({ name }) => name);
  if (/^\s*\.[a-z]*$/u.test(line)) return dotCommands.map(({ name }) => name);
  if (/^\s*\.data\s/u.test(line)) return names;
  if (/^\s*\.family\s|family\s*=\s*\w*$/u.test(line)) return Object.keys(families);
  if (/^\s*\.help\s/u.test(line)) return verbs.map(({ name }) => name);
  if (/\bprior\b.*~\s*\w*$/u.test(line)) return Object.keys(distributions);
  const verb = openVerb(line);
  const columns = columnsOf(values, current);
  if (verb === undefined)
    return line.includes("~") ? columns : [...columns, ...names, ...verbs.map(({ name }) => name)];
  const choice = /(\w+)\s*=\s*\w*$/u.exec(line)?.[1];
  const choices = choice === undefined ? undefined : verb.parameters[choice]?.choices;
  if (choices) return choices;
  return [...names, ...Object.keys(verb.parameters).map((name) => `${name} = `), ...columns];
}

export function complete(inputs: CompletionInputs): Completion {
  const word = /[.\p{L}_][\p{L}\p{N}_.]*$/u.exec(inputs.line)?.[0] ?? "";
  const fitting = wordsFor(inputs).filter((candidate) => candidate.startsWith(word));
  return { candidates: [...new Set(fitting)].sort(), word };
}

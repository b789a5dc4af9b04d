/** A dot command as it was typed, and how it says what is wrong with it. */
import { nearestName } from "../diagnostics/index.js";
import type { DotCall } from "./dot-commands.js";
import type { Given } from "./prompt-inputs.js";
import { complain, type Complaint, type PromptState } from "./prompt-state.js";

export interface TypedCommand {
  readonly state: PromptState;
  readonly given: Given;
  readonly call: DotCall;
}

/** Marks the command with what follows it. */
export function refuse({ state, given }: TypedCommand, complaint: Complaint): false {
  return complain(state, given, complaint);
}

/** Marks the argument. */
export function refuseArgument({ state, given, call }: TypedCommand, complaint: Complaint): false {
  return complain(state, given, { ...complaint, start: call.argumentStart });
}

export function nearestHelp(
  name: string,
  candidates: Iterable<string>,
): { readonly help?: string } {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? {} : { help: `did you mean \`${nearest}\`?` };
}

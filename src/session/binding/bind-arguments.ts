/** Turns the arguments of a call into the typed values that its verb's function receives. */
import type { CallExpression, Expression } from "../../language/ast.js";
import type { NetworkModel } from "../../model/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { matchArguments } from "../match-arguments.js";
import type { Verb } from "../verb.js";
import { bindFits, bindFrames, bindProbabilities, bindValues, bindVotes } from "./bind-lists.js";
import { bindEvaluated, bindGoal } from "./bind-value.js";
import { bindSyntax, bindWord } from "./bind-written.js";
import type { BindingContext, Bound, Slot } from "./slot.js";

export interface Binding {
  /** `failed`: a mistake was reported here or earlier; `pending`: waits for a fit. */
  readonly status: "ready" | "pending" | "failed";
  readonly values: Readonly<Record<string, unknown>>;
  /** The models behind each argument's fits, also of those that have not run. */
  readonly specs: ReadonlyMap<string, readonly ModelSpec[]>;
  /** The same of networks. */
  readonly networks: ReadonlyMap<string, readonly NetworkModel[]>;
  /** The arguments as written. */
  readonly expressions: ReadonlyMap<string, Expression>;
}

async function bindSlot(slot: Slot, context: BindingContext): Promise<Bound> {
  const syntactic = bindSyntax(slot, context.sink);
  if (syntactic) return syntactic;
  if (slot.parameter.kind === "word") return bindWord(slot, context);
  if (slot.parameter.kind === "goal") return bindGoal(slot, context);
  if (slot.parameter.kind === "frames") return bindFrames(slot, context);
  if (slot.parameter.kind === "probabilities") return bindProbabilities(slot, context);
  if (slot.parameter.kind === "values") return bindValues(slot, context);
  if (slot.parameter.kind === "all_votes") return bindVotes(slot, context);
  return slot.parameter.kind === "fits" ? bindFits(slot, context) : bindEvaluated(slot, context);
}

/** Every argument is looked at, so that all mistakes of a call are reported at once. */
export async function bindArguments(
  verb: Verb,
  call: CallExpression,
  context: BindingContext,
): Promise<Binding> {
  const matched = matchArguments(verb, call, context.sink);
  const values: Record<string, unknown> = {};
  const specs = new Map<string, readonly ModelSpec[]>();
  const networks = new Map<string, readonly NetworkModel[]>();
  let status: Binding["status"] = matched.complete ? "ready" : "failed";
  for (const [name, parameter] of Object.entries(verb.parameters)) {
    if (parameter.kind === "definitions") values[name] = matched.definitions;
    const expression = matched.byParameter.get(name);
    if (expression === undefined) continue;
    const bound = await bindSlot({ verb, name, parameter, expression }, context);
    if (bound.kind !== "failed" && bound.specs) specs.set(name, bound.specs);
    if (bound.kind !== "failed" && bound.networks) networks.set(name, bound.networks);
    if (bound.kind === "bound") values[name] = bound.value;
    else if (bound.kind === "failed") status = "failed";
    else if (status === "ready") status = "pending";
  }
  return { status, values, specs, networks, expressions: matched.byParameter };
}

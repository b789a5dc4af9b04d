/** Arguments that are several values: fits, tables, anything that can be drawn together. */
import type { Expression } from "../../language/ast.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { NamedValue, Value } from "../../report/index.js";
import type { NetworkModel } from "../../model/index.js";
import type { NamedFit, NamedVotes, ParameterKind } from "../parameter-kinds.js";
import { bindEvaluated } from "./bind-value.js";
import { failed, refuse } from "./slot.js";
import type { BindingContext, Bound, Slot } from "./slot.js";

/** Each item as a value of its own; the whole waits when one of them does. */
export async function bindItems(
  slot: Slot,
  context: BindingContext,
  nameOf: (item: Expression, place: number) => string,
  named: (name: string, value: unknown) => NamedFit | NamedVotes | NamedValue,
): Promise<Bound> {
  const { expression } = slot;
  const items = expression.kind === "list" ? expression.items : [expression];
  const values: (NamedFit | NamedVotes | NamedValue)[] = [];
  const specs: ModelSpec[] = [];
  const networks: NetworkModel[] = [];
  let status: Bound["kind"] = "bound";
  for (const [place, item] of items.entries()) {
    const bound = await bindEvaluated({ ...slot, expression: item }, context);
    if (bound.kind === "failed") status = "failed";
    else if (bound.kind === "waiting" && status === "bound") status = "waiting";
    if (bound.kind !== "failed") {
      specs.push(...(bound.specs ?? []));
      networks.push(...(bound.networks ?? []));
    }
    if (bound.kind === "bound") values.push(named(nameOf(item, place), bound.value));
  }
  if (status === "failed") return failed;
  const models = { specs, networks };
  return status === "bound"
    ? { kind: status, value: values, ...models }
    : { kind: status, ...models };
}

const nameIn =
  (word: string) =>
  (item: Expression, place: number): string =>
    item.kind === "name" ? item.text : `${word} ${place + 1}`;

export function bindFits(slot: Slot, context: BindingContext): Promise<Bound> {
  const named = (name: string, value: unknown) => ({ name, fit: value as Posterior });
  return bindItems(slot, context, nameIn("fit"), named);
}

export function bindVotes(slot: Slot, context: BindingContext): Promise<Bound> {
  const named = (name: string, value: unknown) => ({ name, fit: value as NamedVotes["fit"] });
  return bindItems(slot, context, nameIn("fit"), named);
}

export function bindValues(slot: Slot, context: BindingContext): Promise<Bound> {
  const single: Slot = { ...slot, parameter: { ...slot.parameter, kind: "value" } };
  const named = (name: string, value: unknown) => ({ name, value: value as Value });
  return bindItems(single, context, nameIn("value"), named);
}

async function bindAlike(slot: Slot, kind: ParameterKind, context: BindingContext): Promise<Bound> {
  const { expression } = slot;
  const items = expression.kind === "list" ? expression.items : [expression];
  const one: Slot = { ...slot, parameter: { ...slot.parameter, kind } };
  const bounds: Bound[] = [];
  for (const item of items) bounds.push(await bindEvaluated({ ...one, expression: item }, context));
  if (items.length === 0) return refuse(slot, context.sink, "an empty list");
  if (bounds.some(({ kind: status }) => status === "failed")) return failed;
  const value = bounds.flatMap((bound) => (bound.kind === "bound" ? [bound.value] : []));
  return value.length < bounds.length ? { kind: "waiting" } : { kind: "bound", value };
}

/** Each item as data of its own; the whole waits when one of them does. */
export function bindFrames(slot: Slot, context: BindingContext): Promise<Bound> {
  return bindAlike(slot, "data", context);
}

export function bindProbabilities(slot: Slot, context: BindingContext): Promise<Bound> {
  return bindAlike(slot, "probability", context);
}

/** Turns the arguments of a call into the typed values that its verb's function receives. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { CallExpression, Expression } from "../language/ast.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { Posterior } from "../posterior/posterior.js";
import { asFrame } from "./as-frame.js";
import { matchArguments } from "./match-arguments.js";
import { expectationOf } from "./parameter-kinds.js";
import type { NamedFit, Parameter, ParameterKind } from "./parameter-kinds.js";
import { goalOf, readSeconds } from "./run-limits.js";
import { failed, kindOf, nameOfKind } from "./session-value.js";
import type { PendingValue, SessionValue } from "./session-value.js";
import type { NamedValue, Value, ValueKind } from "../report/index.js";
import type { DataFrame } from "../data/index.js";
import {
  columnName,
  columnNames,
  groupingsOf,
  marginNames,
  recordOf,
} from "./written-arguments.js";
import type { Verb } from "./verb.js";

export interface Binding {
  /** `failed`: a mistake was reported here or earlier; `pending`: waits for a fit. */
  readonly status: "ready" | "pending" | "failed";
  readonly values: Readonly<Record<string, unknown>>;
  /** The models behind each argument's fits, also of those that have not run. */
  readonly specs: ReadonlyMap<string, readonly ModelSpec[]>;
  /** The arguments as written. */
  readonly expressions: ReadonlyMap<string, Expression>;
}

/** The outcome for one argument: its value, or why there is none. */
type Bound =
  | { readonly kind: "bound"; readonly value: unknown; readonly specs?: readonly ModelSpec[] }
  | { readonly kind: "waiting"; readonly specs?: readonly ModelSpec[] }
  | { readonly kind: "failed" };

interface BindingContext {
  readonly sink: DiagnosticSink;
  readonly environment: ReadonlyMap<string, SessionValue>;
  evaluate(expression: Expression): Promise<SessionValue>;
}

interface Slot {
  readonly verb: Verb;
  readonly name: string;
  readonly parameter: Parameter;
  readonly expression: Expression;
}

const acceptedKinds: Partial<Record<ParameterKind, readonly ValueKind[]>> = {
  data: ["data", "table", "estimates"],
  base: ["data", "table", "estimates"],
  model: ["model"],
  fit: ["fit"],
  fits: ["fit"],
  estimates: ["estimates"],
  number: ["number"],
  count: ["number"],
  seed: ["number"],
  probability: ["number"],
  duration: ["number", "text"],
  text: ["text"],
  boolean: ["boolean"],
};

function refuse(slot: Slot, sink: DiagnosticSink, found: string, help?: string): Bound {
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${slot.name}\` of \`${slot.verb.name}\` cannot be ${found}`,
    span: slot.expression.span,
    expected: expectationOf(slot.parameter),
    found,
    ...(help !== undefined && { help }),
  });
  return failed;
}

/** `cross(...)` is no verb but a way to write the base of a simulation. */
function isCross(expression: Expression): boolean {
  return expression.kind === "call" && expression.callee.text === "cross";
}

function bindWritten(slot: Slot, value: unknown, sink: DiagnosticSink): Bound {
  return value === undefined ? refuse(slot, sink, "this expression") : { kind: "bound", value };
}

function bindSyntax(slot: Slot, sink: DiagnosticSink): Bound | undefined {
  const { expression, parameter } = slot;
  switch (parameter.kind) {
    case "expression":
    case "variables":
    case "averages":
      return { kind: "bound", value: expression };
    case "base":
      return isCross(expression) ? { kind: "bound", value: expression } : undefined;
    case "column":
      return bindWritten(slot, columnName(expression), sink);
    case "columns":
      return bindWritten(slot, columnNames(expression), sink);
    case "margins":
      return bindWritten(slot, marginNames(expression), sink);
    case "record":
      return bindWritten(slot, recordOf(expression), sink);
    case "groupings":
      return bindWritten(slot, groupingsOf(expression), sink);
    default:
      return undefined;
  }
}

/** A choice, bare or quoted, whatever else has its name; a session's text of another name also serves. */
async function bindWord(slot: Slot, context: BindingContext): Promise<Bound> {
  const { choices = [], laterChoices = [] } = slot.parameter;
  const { expression } = slot;
  const bare =
    expression.kind === "name" &&
    (choices.includes(expression.text) || !context.environment.has(expression.text));
  const value = bare ? undefined : await context.evaluate(expression);
  if (value?.kind === "failed") return failed;
  const word = bare ? expression.text : value?.kind === "text" ? value.value : undefined;
  if (word === undefined) return refuse(slot, context.sink, describeFound(value));
  if (choices.includes(word)) return { kind: "bound", value: word };
  if (laterChoices.includes(word)) {
    context.sink.report({
      code: "not-in-this-version",
      severity: "error",
      message: `\`${slot.name} = ${word}\` is not in this version`,
      span: expression.span,
      expected: choices.join(" or "),
    });
    return failed;
  }
  const nearest = nearestName(word, [...choices, ...laterChoices]);
  const help = nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
  return refuse(slot, context.sink, `\`${word}\``, help);
}

function describeFound(value: SessionValue | undefined): string {
  if (value === undefined || value.kind === "failed") return "this expression";
  if (value.kind === "number") return String(value.value);
  return nameOfKind(kindOf(value));
}

function acceptsNumber(kind: ParameterKind, value: number): boolean {
  switch (kind) {
    case "count":
      return Number.isSafeInteger(value) && value >= 1;
    case "seed":
      return Number.isSafeInteger(value) && value >= 0;
    case "probability":
      return value > 0 && value < 1;
    default:
      return Number.isFinite(value);
  }
}

/** Data keep the name under which the program knows them. */
function nameOfArgument({ expression, name }: Slot): string {
  return expression.kind === "name" ? expression.text : name;
}

function bindValue(slot: Slot, value: Value, sink: DiagnosticSink): Bound {
  const { kind } = slot.parameter;
  if (kind === "data" || kind === "base") {
    const frame = asFrame(value, nameOfArgument(slot), sink);
    return frame === undefined ? failed : { kind: "bound", value: frame };
  }
  if (kind === "duration") return bindDuration(slot, value, sink);
  if (value.kind === "number")
    return kind === "value"
      ? { kind: "bound", value }
      : acceptsNumber(kind, value.value)
        ? { kind: "bound", value: value.value }
        : refuse(slot, sink, String(value.value));
  if (kind !== "value" && (value.kind === "text" || value.kind === "boolean"))
    return { kind: "bound", value: value.value };
  return {
    kind: "bound",
    value,
    ...(value.kind === "fit" && { specs: [value.model.spec] }),
    ...(value.kind === "model" && { specs: [value] }),
  };
}

/** A number or a text with a unit, in seconds. */
function bindDuration(slot: Slot, value: Value, sink: DiagnosticSink): Bound {
  if (value.kind !== "number" && value.kind !== "text") return failed;
  const seconds = readSeconds(value.value);
  if (seconds !== undefined) return { kind: "bound", value: seconds };
  return refuse(slot, sink, value.kind === "text" ? `\`${value.value}\`` : String(value.value));
}

/** The number in `ess(1000)`. */
async function bindGoal(slot: Slot, context: BindingContext): Promise<Bound> {
  const goal = goalOf(slot.expression);
  if (goal === undefined) return refuse(slot, context.sink, "this expression");
  const count: Slot = { ...slot, parameter: { ...slot.parameter, kind: "count" } };
  return bindEvaluated({ ...count, expression: goal.value }, context);
}

function bindPending(value: PendingValue): Bound {
  return { kind: "waiting", ...(value.spec && { specs: [value.spec] }) };
}

/** Each item as a value of its own; the whole waits when one of them does. */
async function bindItems(
  slot: Slot,
  context: BindingContext,
  nameOf: (item: Expression, place: number) => string,
  named: (name: string, value: unknown) => NamedFit | NamedValue,
): Promise<Bound> {
  const { expression } = slot;
  const items = expression.kind === "list" ? expression.items : [expression];
  const values: (NamedFit | NamedValue)[] = [];
  const specs: ModelSpec[] = [];
  let status: Bound["kind"] = "bound";
  for (const [place, item] of items.entries()) {
    const bound = await bindEvaluated({ ...slot, expression: item }, context);
    if (bound.kind === "failed") status = "failed";
    else if (bound.kind === "waiting" && status === "bound") status = "waiting";
    if (bound.kind !== "failed") specs.push(...(bound.specs ?? []));
    if (bound.kind === "bound") values.push(named(nameOf(item, place), bound.value));
  }
  if (status === "failed") return failed;
  return status === "bound" ? { kind: status, value: values, specs } : { kind: status, specs };
}

const nameIn =
  (word: string) =>
  (item: Expression, place: number): string =>
    item.kind === "name" ? item.text : `${word} ${place + 1}`;

function bindFits(slot: Slot, context: BindingContext): Promise<Bound> {
  const named = (name: string, value: unknown) => ({ name, fit: value as Posterior });
  return bindItems(slot, context, nameIn("fit"), named);
}

function bindValues(slot: Slot, context: BindingContext): Promise<Bound> {
  const single: Slot = { ...slot, parameter: { ...slot.parameter, kind: "value" } };
  const named = (name: string, value: unknown) => ({ name, value: value as Value });
  return bindItems(single, context, nameIn("value"), named);
}

/** Each item as data of its own; the whole waits when one of them does. */
async function bindFrames(slot: Slot, context: BindingContext): Promise<Bound> {
  const { expression } = slot;
  const items = expression.kind === "list" ? expression.items : [expression];
  const one: Slot = { ...slot, parameter: { ...slot.parameter, kind: "data" } };
  const bounds: Bound[] = [];
  for (const item of items) bounds.push(await bindEvaluated({ ...one, expression: item }, context));
  if (items.length === 0) return refuse(slot, context.sink, "an empty list");
  if (bounds.some(({ kind }) => kind === "failed")) return failed;
  const value = bounds.flatMap((bound) =>
    bound.kind === "bound" ? [bound.value as DataFrame] : [],
  );
  return value.length < bounds.length ? { kind: "waiting" } : { kind: "bound", value };
}

async function bindSlot(slot: Slot, context: BindingContext): Promise<Bound> {
  const syntactic = bindSyntax(slot, context.sink);
  if (syntactic) return syntactic;
  if (slot.parameter.kind === "word") return bindWord(slot, context);
  if (slot.parameter.kind === "goal") return bindGoal(slot, context);
  if (slot.parameter.kind === "frames") return bindFrames(slot, context);
  if (slot.parameter.kind === "values") return bindValues(slot, context);
  return slot.parameter.kind === "fits" ? bindFits(slot, context) : bindEvaluated(slot, context);
}

async function bindEvaluated(slot: Slot, context: BindingContext): Promise<Bound> {
  const value = await context.evaluate(slot.expression);
  if (value.kind === "failed") return failed;
  const accepted = acceptedKinds[slot.parameter.kind];
  if (accepted && !accepted.includes(kindOf(value)))
    return refuse(slot, context.sink, nameOfKind(kindOf(value)));
  return value.kind === "pending" ? bindPending(value) : bindValue(slot, value, context.sink);
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
  let status: Binding["status"] = matched.complete ? "ready" : "failed";
  for (const [name, parameter] of Object.entries(verb.parameters)) {
    if (parameter.kind === "definitions") values[name] = matched.definitions;
    const expression = matched.byParameter.get(name);
    if (expression === undefined) continue;
    const bound = await bindSlot({ verb, name, parameter, expression }, context);
    if (bound.kind !== "failed" && bound.specs) specs.set(name, bound.specs);
    if (bound.kind === "bound") values[name] = bound.value;
    else if (bound.kind === "failed") status = "failed";
    else if (status === "ready") status = "pending";
  }
  return { status, values, specs, expressions: matched.byParameter };
}

/** Arguments that stand for a value: of the kinds that a parameter accepts, within its range. */
import { asFrame } from "../as-frame.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Value, ValueKind } from "../../report/index.js";
import type { ParameterKind } from "../parameter-kinds.js";
import { goalOf, readSeconds } from "../run-limits.js";
import { kindOf, nameOfKind } from "../session-value.js";
import type { PendingValue } from "../session-value.js";
import { failed, refuse } from "./slot.js";
import type { BindingContext, Bound, BoundModels, Slot } from "./slot.js";

const acceptedKinds: Partial<Record<ParameterKind, readonly ValueKind[]>> = {
  data: ["data", "table", "estimates"],
  base: ["data", "table", "estimates"],
  model: ["model"],
  trainable: ["model", "network_model"],
  fit: ["fit"],
  network: ["network"],
  votes: ["fit", "network"],
  all_votes: ["fit", "network"],
  fits: ["fit"],
  estimates: ["estimates"],
  night: ["night"],
  number: ["number"],
  count: ["number"],
  seed: ["number"],
  probability: ["number"],
  share: ["number"],
  duration: ["number", "text"],
  text: ["text"],
  boolean: ["boolean"],
};

function acceptsNumber(kind: ParameterKind, value: number): boolean {
  switch (kind) {
    case "count":
      return Number.isSafeInteger(value) && value >= 1;
    case "seed":
      return Number.isSafeInteger(value) && value >= 0;
    case "probability":
      return value > 0 && value < 1;
    case "share":
      return value >= 0 && value < 1;
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
  return { kind: "bound", value, ...modelsOf(value) };
}

function modelsOf(value: Value): BoundModels {
  switch (value.kind) {
    case "fit":
      return { specs: [value.model.spec] };
    case "model":
      return { specs: [value] };
    case "network":
      return { networks: [value.model] };
    case "network_model":
      return { networks: [value] };
    default:
      return {};
  }
}

/** A number or a text with a unit, in seconds. */
function bindDuration(slot: Slot, value: Value, sink: DiagnosticSink): Bound {
  if (value.kind !== "number" && value.kind !== "text") return failed;
  const seconds = readSeconds(value.value);
  if (seconds !== undefined) return { kind: "bound", value: seconds };
  return refuse(slot, sink, value.kind === "text" ? `\`${value.value}\`` : String(value.value));
}

/** The number in `ess(1000)`. */
export async function bindGoal(slot: Slot, context: BindingContext): Promise<Bound> {
  const goal = goalOf(slot.expression);
  if (goal === undefined) return refuse(slot, context.sink, "this expression");
  const count: Slot = { ...slot, parameter: { ...slot.parameter, kind: "count" } };
  return bindEvaluated({ ...count, expression: goal.value }, context);
}

function bindPending(value: PendingValue): Bound {
  return {
    kind: "waiting",
    ...(value.spec && { specs: [value.spec] }),
    ...(value.network && { networks: [value.network] }),
  };
}

export async function bindEvaluated(slot: Slot, context: BindingContext): Promise<Bound> {
  const value = await context.evaluate(slot.expression);
  if (value.kind === "failed") return failed;
  const accepted = acceptedKinds[slot.parameter.kind];
  if (accepted && !accepted.includes(kindOf(value)))
    return refuse(slot, context.sink, nameOfKind(kindOf(value)));
  return value.kind === "pending" ? bindPending(value) : bindValue(slot, value, context.sink);
}

/** One argument on its way to a verb: what it is bound to, and how it is refused. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Expression } from "../../language/ast.js";
import type { NetworkModel } from "../../model/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { expectationOf } from "../parameter-kinds.js";
import type { Parameter } from "../parameter-kinds.js";
import { kindOf, nameOfKind } from "../session-value.js";
import type { SessionValue } from "../session-value.js";
import type { Verb } from "../verb.js";

/** The models behind an argument's fits. */
export interface BoundModels {
  readonly specs?: readonly ModelSpec[];
  readonly networks?: readonly NetworkModel[];
}

/** The outcome for one argument: its value, or why there is none. */
export type Bound =
  | ({ readonly kind: "bound"; readonly value: unknown } & BoundModels)
  | ({ readonly kind: "waiting" } & BoundModels)
  | { readonly kind: "failed" };

export interface BindingContext {
  readonly sink: DiagnosticSink;
  readonly environment: ReadonlyMap<string, SessionValue>;
  evaluate(expression: Expression): Promise<SessionValue>;
}

export interface Slot {
  readonly verb: Verb;
  readonly name: string;
  readonly parameter: Parameter;
  readonly expression: Expression;
}

export const failed: Bound = { kind: "failed" };

export function refuse(slot: Slot, sink: DiagnosticSink, found: string, help?: string): Bound {
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

/** A value in words, for messages. */
export function describeFound(value: SessionValue | undefined): string {
  if (value === undefined || value.kind === "failed") return "this expression";
  if (value.kind === "number") return String(value.value);
  return nameOfKind(kindOf(value));
}

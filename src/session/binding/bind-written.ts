/** Arguments that a verb takes as they are written: columns, expressions, words among its choices. */
import { nearestName } from "../../diagnostics/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Expression } from "../../language/ast.js";
import type { SessionValue } from "../session-value.js";
import {
  columnName,
  columnNames,
  groupingsOf,
  marginNames,
  recordOf,
} from "../written-arguments.js";
import { describeFound, failed, refuse } from "./slot.js";
import type { BindingContext, Bound, Slot } from "./slot.js";

/** `cross(...)` is no verb but a way to write the base of a simulation. */
function isCross(expression: Expression): boolean {
  return expression.kind === "call" && expression.callee.text === "cross";
}

export function bindWritten(slot: Slot, value: unknown, sink: DiagnosticSink): Bound {
  return value === undefined ? refuse(slot, sink, "this expression") : { kind: "bound", value };
}

export function bindSyntax(slot: Slot, sink: DiagnosticSink): Bound | undefined {
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

/** The word as written where it is a choice or no other value has its name; else the text it stands for. */
async function readWord(
  { expression, parameter }: Slot,
  context: BindingContext,
): Promise<string | SessionValue> {
  const { choices = [] } = parameter;
  const isChoice = expression.kind === "name" && choices.includes(expression.text);
  if (expression.kind === "name" && (isChoice || !context.environment.has(expression.text)))
    return expression.text;
  const value = await context.evaluate(expression);
  return value.kind === "text" ? value.value : value;
}

/** A choice, bare or quoted, whatever else has its name; a session's text of another name also serves. */
export async function bindWord(slot: Slot, context: BindingContext): Promise<Bound> {
  const { choices = [], laterChoices = [] } = slot.parameter;
  const { expression } = slot;
  const word = await readWord(slot, context);
  if (typeof word !== "string")
    return word.kind === "failed" ? failed : refuse(slot, context.sink, describeFound(word));
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

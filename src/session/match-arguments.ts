/** Which argument of a call belongs to which parameter of its verb, by position or by name. */
import { collectDiagnostics } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { CallExpression, Expression } from "../language/ast.js";
import { matchParameters } from "../language/check-call.js";
import type { Definition } from "./parameter-kinds.js";
import type { Verb } from "./verb.js";
import { signatureOf } from "./verb-signatures.js";

export interface MatchedArguments {
  readonly byParameter: ReadonlyMap<string, Expression>;
  readonly definitions: readonly Definition[];
  /** False when something was reported. */
  readonly complete: boolean;
}

/** Several arguments of one parameter as the list of them. */
function gather(first: Expression, next: Expression): Expression {
  const items = first.kind === "list" ? first.items : [first];
  return {
    kind: "list",
    items: [...items, next],
    span: { ...first.span, end: next.span.end },
  };
}

/** Reports unknown, repeated, surplus and missing arguments, each at its place. */
export function matchArguments(
  verb: Verb,
  call: CallExpression,
  sink: DiagnosticSink,
): MatchedArguments {
  const mistakes = collectDiagnostics();
  const filled = matchParameters(call, signatureOf(verb), mistakes);
  for (const mistake of mistakes.diagnostics) sink.report(mistake);
  const byParameter = new Map<string, Expression>();
  const definitions: Definition[] = [];
  for (const { parameter, argument } of filled) {
    const { name, value } = argument;
    const before = parameter.variadic ? byParameter.get(parameter.name) : undefined;
    if (parameter.named !== "any")
      byParameter.set(parameter.name, before ? gather(before, value) : value);
    else if (name !== undefined) definitions.push({ name, expression: value });
  }
  return { byParameter, definitions, complete: !mistakes.hasErrors() };
}

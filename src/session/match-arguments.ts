/** Which argument of a call belongs to which parameter of its verb, by position or by name. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Argument, CallExpression } from "../language/ast.js";
import type { Definition } from "./parameter-kinds.js";
import type { Verb } from "./verb.js";

export interface MatchedArguments {
  readonly byParameter: ReadonlyMap<string, Argument>;
  readonly definitions: readonly Definition[];
  /** False when something was reported. */
  readonly complete: boolean;
}

/** The parameter that takes the arguments of any name, if the verb has one. */
function definitionsParameter(verb: Verb): string | undefined {
  return Object.entries(verb.parameters).find(([, { kind }]) => kind === "definitions")?.[0];
}

function reportUnknown(verb: Verb, argument: Argument, sink: DiagnosticSink): void {
  const { name } = argument;
  if (name === undefined) return;
  const known = Object.keys(verb.parameters);
  const nearest = nearestName(name.text, known);
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${verb.name}\` has no argument \`${name.text}\``,
    span: name.span,
    expected: known.join(", "),
    ...(nearest !== undefined && {
      help: `did you mean \`${nearest}\`?`,
      fix: { span: name.span, replacement: nearest },
    }),
  });
}

/** Reports unknown, repeated, surplus and missing arguments, each at its place. */
export function matchArguments(
  verb: Verb,
  call: CallExpression,
  sink: DiagnosticSink,
): MatchedArguments {
  const open = definitionsParameter(verb);
  const positions = Object.keys(verb.parameters).filter((name) => name !== open);
  const byParameter = new Map<string, Argument>();
  const definitions: Definition[] = [];
  let complete = true;
  let position = 0;
  const refuse = (argument: Argument, message: string): void => {
    complete = false;
    sink.report({ code: "bad-argument", severity: "error", message, span: argument.span });
  };
  for (const argument of call.arguments) {
    const name = argument.name?.text ?? positions[position++];
    if (name === undefined) refuse(argument, `\`${verb.name}\` takes no more arguments here`);
    else if (byParameter.has(name)) refuse(argument, `\`${name}\` is given twice`);
    else if (positions.includes(name)) byParameter.set(name, argument);
    else if (argument.name !== undefined && open !== undefined)
      definitions.push({ name: argument.name, expression: argument.value });
    else {
      complete = false;
      reportUnknown(verb, argument, sink);
    }
  }
  return {
    byParameter,
    definitions,
    complete: reportMissing(verb, call, byParameter, sink) && complete,
  };
}

function reportMissing(
  verb: Verb,
  call: CallExpression,
  given: ReadonlyMap<string, Argument>,
  sink: DiagnosticSink,
): boolean {
  const missing = Object.entries(verb.parameters).filter(
    ([name, { required, kind }]) => required === true && kind !== "definitions" && !given.has(name),
  );
  for (const [name, { help }] of missing)
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${verb.name}\` needs \`${name}\``,
      span: call.callee.span,
      expected: help,
    });
  return missing.length === 0;
}

/** Checks a call against its verb's signature: the name, and which argument fills which parameter. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Argument, CallExpression, Name } from "./ast.js";
import type { VerbParameter, VerbSignature } from "./verb-signature.js";

/** Verbs by name, and where to report. */
export interface VerbCheck {
  readonly verbs: ReadonlyMap<string, VerbSignature>;
  readonly sink: DiagnosticSink;
}

function suggestion(name: Name, candidates: Iterable<string>): object {
  const nearest = nearestName(name.text, candidates);
  if (nearest === undefined) return {};
  return { help: `did you mean \`${nearest}\`?`, fix: { span: name.span, replacement: nearest } };
}

/** The verb of a call; unknown ones are reported. */
export function findVerb(callee: Name, { verbs, sink }: VerbCheck): VerbSignature | undefined {
  const verb = verbs.get(callee.text);
  const { span, text } = callee;
  if (verb !== undefined) return verb;
  sink.report({
    code: "unknown-verb",
    severity: "error",
    message: `there is no verb \`${text}\``,
    span,
    expected: [...verbs.keys()].join(", "),
    ...suggestion(callee, verbs.keys()),
  });
  return undefined;
}

function reportUnknownArgument(name: Name, verb: VerbSignature, sink: DiagnosticSink): void {
  const known = verb.parameters.map((parameter) => parameter.name);
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${verb.name}\` has no argument \`${name.text}\``,
    span: name.span,
    expected: known.length === 0 ? "no argument" : known.join(", "),
    ...suggestion(name, known),
  });
}

/** Which parameter each argument fills. */
export interface FilledParameter {
  readonly parameter: VerbParameter;
  readonly argument: Argument;
}

interface Filling {
  readonly verb: VerbSignature;
  readonly sink: DiagnosticSink;
  readonly filled: FilledParameter[];
  position: number;
}

function fillByName(argument: Argument, name: Name, filling: Filling): void {
  const { verb, sink, filled } = filling;
  const parameter =
    verb.parameters.find(
      (candidate) => candidate.name === name.text && candidate.named !== "any",
    ) ?? verb.parameters.find(({ named }) => named === "any");
  if (parameter === undefined) {
    reportUnknownArgument(name, verb, sink);
    return;
  }
  const taken = filled.some(
    (other) => other.parameter === parameter && other.argument.name?.text === argument.name?.text,
  );
  const positional = filled.some(
    (other) => other.parameter === parameter && other.argument.name === undefined,
  );
  if (taken || (positional && parameter.variadic !== true)) {
    const message = `\`${name.text}\` is given twice`;
    sink.report({ code: "bad-argument", severity: "error", message, span: argument.span });
  }
  filled.push({ parameter, argument });
}

function fillByPosition(argument: Argument, filling: Filling): void {
  const { verb, sink, filled } = filling;
  const open = verb.parameters.filter(({ named }) => named !== "any");
  const many = open.findIndex(({ variadic }) => variadic === true);
  const parameter = open[Math.min(filling.position, many < 0 ? open.length - 1 : many)];
  const surplus = filling.position >= open.length && parameter?.variadic !== true;
  filling.position += 1;
  if (parameter === undefined || surplus) {
    const message = `\`${verb.name}\` takes no more arguments here`;
    const expected =
      open.length === 0 ? "arguments by name" : `at most ${open.length} without a name`;
    sink.report({
      code: "bad-argument",
      severity: "error",
      message,
      span: argument.span,
      expected,
    });
    return;
  }
  filled.push({ parameter, argument });
}

function reportMissing(call: CallExpression, filling: Filling): void {
  const { verb, sink, filled } = filling;
  const given = new Set(filled.map(({ parameter }) => parameter));
  const missing = verb.parameters.filter(
    (parameter) => parameter.required && !given.has(parameter),
  );
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => `\`${name}\``).join(" and ");
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${verb.name}\` needs ${names}`,
    span: call.callee.span,
    expected: `${verb.name}(${verb.parameters.map(({ name }) => name).join(", ")})`,
  });
}

/** Reports unknown, repeated, surplus and missing arguments; returns what fills what. */
export function matchParameters(
  call: CallExpression,
  verb: VerbSignature,
  sink: DiagnosticSink,
): readonly FilledParameter[] {
  const filling: Filling = { verb, sink, filled: [], position: 0 };
  for (const argument of call.arguments) {
    if (argument.name === undefined) fillByPosition(argument, filling);
    else fillByName(argument, argument.name, filling);
  }
  reportMissing(call, filling);
  return filling.filled;
}

/** Reads `Normal(0, sigma = 2.5)` as a distribution with its arguments, reporting what cannot be one. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Argument, CallExpression, Expression } from "../language/ast.js";
import { constantNumber } from "./constant-number.js";
import type { Distribution, DistributionParameter, DistributionValue } from "./distribution.js";
import { distributions, isDistributionName } from "./distributions/index.js";

const laterDistributions = ["Horseshoe", "Dirichlet", "R2D2"];

/** The value, or undefined after reporting every mistake in the expression. */
export function readDistribution(
  expression: Expression,
  sink: DiagnosticSink,
): DistributionValue | undefined {
  const call = asCall(expression);
  if (!call) {
    sink.report({
      code: "not-a-distribution",
      severity: "error",
      message: "a prior must be a distribution with its arguments",
      span: expression.span,
      expected: "a distribution such as Normal(0, 2.5)",
    });
    return undefined;
  }
  const distribution = findDistribution(call, sink);
  if (!distribution) return undefined;
  const parameters = readArguments(call, distribution, sink);
  if (!parameters || !possible(call, distribution, parameters, sink)) return undefined;
  return { name: distribution.name, parameters };
}

/** A bare name counts as a call without arguments: `Flat`. */
function asCall(expression: Expression): CallExpression | undefined {
  if (expression.kind === "call") return expression;
  if (expression.kind !== "name") return undefined;
  return { kind: "call", callee: expression, arguments: [], span: expression.span };
}

function findDistribution(call: CallExpression, sink: DiagnosticSink): Distribution | undefined {
  const name = call.callee.text;
  if (isDistributionName(name)) return distributions[name];
  if (laterDistributions.includes(name)) {
    sink.report({
      code: "not-in-this-version",
      severity: "error",
      message: `the prior \`${name}\` is not in this version`,
      span: call.callee.span,
    });
    return undefined;
  }
  const nearest = nearestName(name, Object.keys(distributions));
  sink.report({
    code: "unknown-distribution",
    severity: "error",
    message: `there is no distribution called \`${name}\``,
    span: call.callee.span,
    expected: `one of ${Object.keys(distributions).join(", ")}`,
    found: name,
    ...(nearest && {
      help: `did you mean \`${nearest}\`?`,
      fix: { span: call.callee.span, replacement: nearest },
    }),
  });
  return undefined;
}

/** Places positional and named arguments; undefined after reporting. */
function readArguments(
  call: CallExpression,
  distribution: Distribution,
  sink: DiagnosticSink,
): number[] | undefined {
  const given = new Map<string, Argument>();
  let sound = true;
  for (const [position, argument] of call.arguments.entries()) {
    const parameter = parameterOf(argument, position, distribution);
    const mistake = placementMistake(argument, parameter, given, distribution);
    if (mistake !== undefined) {
      sound = false;
      reportArgument(mistake, argument.span, distribution, sink, argument.name?.text);
    } else if (parameter) given.set(parameter.name, argument);
  }
  const values = distribution.parameters.map((parameter) =>
    argumentValue(given.get(parameter.name), parameter, call, distribution, sink, sound),
  );
  if (!sound || values.includes(undefined)) return undefined;
  return values.filter((value) => value !== undefined);
}

function parameterOf(
  argument: Argument,
  position: number,
  { parameters }: Distribution,
): DistributionParameter | undefined {
  const name = argument.name?.text;
  return name === undefined
    ? parameters[position]
    : parameters.find((parameter) => parameter.name === name);
}

function placementMistake(
  argument: Argument,
  parameter: DistributionParameter | undefined,
  given: ReadonlyMap<string, Argument>,
  { name, parameters }: Distribution,
): string | undefined {
  if (!parameter) {
    return argument.name
      ? `\`${name}\` has no argument called \`${argument.name.text}\``
      : `\`${name}\` takes ${parameters.length === 1 ? "one argument" : `${parameters.length} arguments`} at most`;
  }
  return given.has(parameter.name) ? `\`${name}\` is given \`${parameter.name}\` twice` : undefined;
}

/** The number behind one parameter; `quiet` when a misplaced argument was reported already. */
function argumentValue(
  argument: Argument | undefined,
  parameter: DistributionParameter,
  call: CallExpression,
  distribution: Distribution,
  sink: DiagnosticSink,
  reportMissing: boolean,
): number | undefined {
  if (!argument) {
    if (parameter.default === undefined && reportMissing) {
      const message = `\`${distribution.name}\` needs a value for \`${parameter.name}\``;
      reportArgument(message, call.span, distribution, sink);
    }
    return parameter.default;
  }
  const value = constantNumber(argument.value);
  if (value !== undefined) return value;
  const message = `the argument \`${parameter.name}\` of \`${distribution.name}\` must be a number`;
  reportArgument(message, argument.value.span, distribution, sink);
  return undefined;
}

function reportArgument(
  message: string,
  span: Span,
  distribution: Distribution,
  sink: DiagnosticSink,
  misspelt?: string,
): void {
  const names = distribution.parameters.map(({ name }) => name);
  const unknown = misspelt !== undefined && !names.includes(misspelt);
  const nearest = unknown ? nearestName(misspelt, names) : undefined;
  sink.report({
    code: "bad-prior-argument",
    severity: "error",
    message,
    span,
    expected: `${distribution.name}(${names.join(", ")})`,
    help: nearest ? `did you mean \`${nearest}\`?` : withoutStop(distribution.summary),
  });
}

/** What the arguments of distributions may be. */
const constraints: Readonly<
  Record<
    DistributionParameter["constraint"],
    { readonly words: string; readonly holds: (value: number) => boolean }
  >
> = {
  real: { words: "a finite number", holds: Number.isFinite },
  positive: { words: "above zero", holds: (value) => Number.isFinite(value) && value > 0 },
  probability: { words: "between 0 and 1", holds: (value) => value > 0 && value < 1 },
};

/** Reports scales that are not above zero and empty intervals. */
function possible(
  call: CallExpression,
  distribution: Distribution,
  values: readonly number[],
  sink: DiagnosticSink,
): boolean {
  const wrong = distribution.parameters.findIndex(
    ({ constraint }, position) => !constraints[constraint].holds(values[position]!),
  );
  const { lower, upper } = distribution.support(values);
  if (wrong < 0 && lower < upper) return true;
  const parameter = distribution.parameters[wrong];
  const message = parameter
    ? `\`${parameter.name}\` of \`${distribution.name}\` must be ${constraints[parameter.constraint].words}`
    : `the lower bound of \`${distribution.name}\` must lie below the upper bound`;
  sink.report({
    code: "impossible-prior",
    severity: "error",
    message,
    span: call.span,
    expected: withoutStop(distribution.summary),
    found: parameter ? String(values[wrong]) : `lower ${lower}, upper ${upper}`,
  });
  return false;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/u, "");
}

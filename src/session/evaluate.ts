/** Values of expressions: names of the session, arithmetic on plain values, calls of verbs. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type {
  CallExpression,
  ConstantLiteral,
  DataDeclaration,
  Expression,
  Name,
  NumberLiteral,
  TextLiteral,
} from "../language/ast.js";
import type { CompiledModel } from "../compiler/compiled-model.js";
import type { ModelSpec } from "../model/model-spec.js";
import { evaluateBinary, evaluateUnary } from "./arithmetic.js";
import { bindArguments } from "./binding/bind-arguments.js";
import type { Binding } from "./binding/bind-arguments.js";
import type { EventListener } from "./events.js";
import { fillInNames } from "./fill-in.js";
import type { Host } from "./host.js";
import { failed, isReal } from "./session-value.js";
import type { PendingValue, SessionValue } from "./session-value.js";
import type { Verb, VerbCall } from "./verb.js";
import { findVerb, verbNames } from "./verbs/index.js";

/** What expressions are evaluated in. */
export interface Evaluation {
  /** `check` leaves out what takes long or leaves a trace, and answers with pending values. */
  readonly mode: "check" | "run";
  readonly environment: ReadonlyMap<string, SessionValue>;
  readonly sink: DiagnosticSink;
  readonly host: Host;
  readonly emit: EventListener;
  /** Calls whose values the check already made, by their place in the program. */
  readonly done: WeakMap<CallExpression, SessionValue>;
  readonly resultName: string;
  /** The column types of the data declaration that is being evaluated. */
  readonly declaration?: DataDeclaration;
  compile(spec: ModelSpec): Promise<CompiledModel>;
  openSignal(): AbortSignal;
  /** Told each place that takes its value from the environment. */
  onUse?(name: Name): void;
}

function reportUnknownName(name: Name, evaluation: Evaluation): void {
  const nearest = nearestName(name.text, evaluation.environment.keys());
  evaluation.sink.report({
    code: "unknown-name",
    severity: "error",
    message: `nothing above is called \`${name.text}\``,
    span: name.span,
    ...(nearest !== undefined && {
      help: `did you mean \`${nearest}\`?`,
      fix: { span: name.span, replacement: nearest },
    }),
  });
}

function reportUnknownVerb(callee: Name, sink: DiagnosticSink): void {
  const nearest = nearestName(callee.text, verbNames);
  sink.report({
    code: "unknown-verb",
    severity: "error",
    message: `there is no verb \`${callee.text}\``,
    span: callee.span,
    expected: verbNames.join(", "),
    ...(nearest !== undefined && {
      help: `did you mean \`${nearest}\`?`,
      fix: { span: callee.span, replacement: nearest },
    }),
  });
}

function reportNoValue(expression: Expression, sink: DiagnosticSink): void {
  sink.report({
    code: "bad-operation",
    severity: "error",
    message: "this has no value as an argument or a statement",
    span: expression.span,
    expected: "a number, a text, a list, a name from above or a call of a verb",
  });
}

async function evaluateList(
  items: readonly Expression[],
  evaluation: Evaluation,
): Promise<SessionValue> {
  const values: SessionValue[] = [];
  for (const item of items) values.push(await evaluate(item, evaluation));
  const real = values.filter(isReal);
  if (real.length === values.length) return { kind: "list", items: real };
  return values.find(({ kind }) => kind === "failed") ?? { kind: "pending", of: "list" };
}

async function evaluateOperator(
  expression: Expression & { kind: "unary" | "binary" },
  evaluation: Evaluation,
): Promise<SessionValue> {
  const { sink } = evaluation;
  if (expression.kind === "unary") {
    const operand = await evaluate(expression.operand, evaluation);
    return isReal(operand) ? (evaluateUnary(expression, operand, sink) ?? failed) : operand;
  }
  const left = await evaluate(expression.left, evaluation);
  const right = await evaluate(expression.right, evaluation);
  if (left.kind === "failed" || right.kind === "failed") return failed;
  if (!isReal(left)) return left;
  if (!isReal(right)) return right;
  return evaluateBinary(expression, left, right, sink) ?? failed;
}

function openCall(expression: CallExpression, binding: Binding, evaluation: Evaluation): VerbCall {
  const { declaration } = evaluation;
  return {
    expression,
    resultName: evaluation.resultName,
    clauses: declaration?.source === expression ? declaration.columns : [],
    sink: evaluation.sink,
    host: evaluation.host,
    emit: evaluation.emit,
    spanOf: (parameter) => binding.expressions.get(parameter)?.span ?? expression.callee.span,
    specOf: (parameter) => binding.specs.get(parameter)?.[0],
    specsOf: (parameter) => binding.specs.get(parameter) ?? [],
    networkOf: (parameter) => binding.networks.get(parameter)?.[0],
    dataAbove: () =>
      [...evaluation.environment].flatMap(([name, value]) =>
        value.kind === "data" ? [{ ...value, name }] : [],
      ),
    fillIn: (inner, columns) =>
      fillInNames(inner, columns, evaluation.environment, (name) => evaluation.onUse?.(name)),
    compile: (spec) => evaluation.compile(spec),
    openSignal: () => evaluation.openSignal(),
  };
}

function pendingResult(verb: Verb, binding: Binding, expression: CallExpression): PendingValue {
  const of = verb.returnsFor?.(expression) ?? verb.returns;
  if (of !== "fit") return { kind: "pending", of };
  const [network] = [...binding.networks.values()].flat();
  if (network) return { kind: "pending", of: "network", network };
  const spec = [...binding.specs.values()].flat()[0];
  return { kind: "pending", of, ...(spec && { spec }) };
}

/** What a fit cannot answer comes as an error with diagnostics; anything else thrown is a defect. */
async function runVerb(verb: Verb, binding: Binding, call: VerbCall): Promise<SessionValue> {
  try {
    return (await verb.run(binding.values, call)) ?? failed;
  } catch (error) {
    const { isInferenceFailure } = await import("../posterior/index.js");
    if (!isInferenceFailure(error)) throw error;
    const { span } = call.expression.callee;
    for (const diagnostic of error.diagnostics) call.sink.report({ span, ...diagnostic });
    return failed;
  }
}

/** Most questions are asked of rows with a response each, which totals do not have. */
function refusesTotals(
  verb: Verb,
  { specs }: Binding,
  { callee }: CallExpression,
  sink: DiagnosticSink,
): boolean {
  const spec = [...specs.values()].flat().find(({ totals }) => totals !== undefined);
  if (verb.totals || spec === undefined) return false;
  sink.report({
    code: "not-for-totals",
    severity: "error",
    message: `\`${verb.name}\` needs a response in every row, and that of ${spec.name} is known only as totals of units`,
    span: callee.span,
    help: "crosstab(fit, by = ...) says how groups of people chose",
  });
  return true;
}

async function callVerb(
  expression: CallExpression,
  verb: Verb,
  evaluation: Evaluation,
): Promise<SessionValue> {
  const binding = await bindArguments(verb, expression, {
    sink: evaluation.sink,
    environment: evaluation.environment,
    evaluate: (inner) => evaluate(inner, evaluation),
  });
  if (binding.status === "failed" || refusesTotals(verb, binding, expression, evaluation.sink))
    return failed;
  const call = openCall(expression, binding, evaluation);
  if (evaluation.mode === "run" || (binding.status === "ready" && !verb.deferred))
    return runVerb(verb, binding, call);
  let errors = 0;
  const counting: DiagnosticSink = {
    report: (diagnostic) => {
      if (diagnostic.severity === "error") errors += 1;
      evaluation.sink.report(diagnostic);
    },
  };
  await verb.check?.(binding.values, { ...call, sink: counting });
  return errors > 0 ? failed : pendingResult(verb, binding, expression);
}

async function evaluateCall(
  expression: CallExpression,
  evaluation: Evaluation,
): Promise<SessionValue> {
  const known = evaluation.done.get(expression);
  if (known !== undefined) return known;
  const verb = findVerb(expression.callee.text);
  if (verb === undefined) {
    reportUnknownVerb(expression.callee, evaluation.sink);
    return failed;
  }
  const value = await callVerb(expression, verb, evaluation);
  if (value.kind !== "pending") evaluation.done.set(expression, value);
  return value;
}

function evaluateLiteral(
  literal: NumberLiteral | TextLiteral | ConstantLiteral,
  sink: DiagnosticSink,
): SessionValue {
  if (literal.kind === "number") return { kind: "number", value: literal.value };
  if (literal.kind === "text") return { kind: "text", value: literal.value };
  if (literal.value !== null) return { kind: "boolean", value: literal.value };
  reportNoValue(literal, sink);
  return failed;
}

function evaluateName(name: Name, evaluation: Evaluation): SessionValue {
  const value = evaluation.environment.get(name.text);
  if (value === undefined) reportUnknownName(name, evaluation);
  else evaluation.onUse?.(name);
  return value ?? failed;
}

/** Reports mistakes at their places and answers `failed`; never throws for a user's mistake. */
export async function evaluate(
  expression: Expression,
  evaluation: Evaluation,
): Promise<SessionValue> {
  switch (expression.kind) {
    case "number":
    case "text":
    case "constant":
      return evaluateLiteral(expression, evaluation.sink);
    case "name":
      return evaluateName(expression, evaluation);
    case "parenthesised":
      return evaluate(expression.inner, evaluation);
    case "list":
      return evaluateList(expression.items, evaluation);
    case "unary":
    case "binary":
      return evaluateOperator(expression, evaluation);
    case "call":
      return evaluateCall(expression, evaluation);
    default:
      reportNoValue(expression, evaluation.sink);
      return failed;
  }
}

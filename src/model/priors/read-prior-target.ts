/** Reads the left side of a prior: `common`, `sd(1 | state)`, `Intercept(at = 0)`, `eth[Black]`. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { componentLabel } from "../../design/index.js";
import type { Argument, CallExpression, Expression } from "../../language/ast.js";
import { findEffect } from "../../vocabulary/effects/index.js";
import type { EffectName, PriorTarget, ScaleName, StructuredName } from "./prior-request.js";

const scaleNames: readonly ScaleName[] = ["sd", "precision", "variance"];

function isScaleName(name: string): name is ScaleName {
  return (scaleNames as readonly string[]).includes(name);
}

/** The target, or undefined after reporting why it is none. */
export function readPriorTarget(
  expression: Expression,
  sink: DiagnosticSink,
): PriorTarget | undefined {
  if (expression.kind === "name" && !expression.quoted) return classOrName(expression.text);
  if (expression.kind === "name") return { kind: "named", name: expression.text };
  if (expression.kind !== "call") return namedTarget(expression, sink);
  const callee = expression.callee.text;
  const structured = readStructuredTarget(expression);
  if (structured) return structured;
  if (callee === "Intercept") return readIntercept(expression, sink);
  if (!isScaleName(callee) && callee !== "cor") return namedTarget(expression, sink);
  const auxiliary = auxiliaryName(expression);
  if (auxiliary !== undefined && isScaleName(callee))
    return { kind: "auxiliary scale", scale: callee, name: auxiliary };
  const of = readEffect(expression, sink);
  if (!of) return undefined;
  return callee === "cor" ? { kind: "correlation", of } : { kind: "scale", scale: callee, of };
}

/** `sigma` of `precision(sigma)`. */
function auxiliaryName({ arguments: given }: CallExpression): string | undefined {
  const [only, ...others] = given;
  if (!only || only.name || others.length > 0 || only.value.kind !== "name") return undefined;
  return only.value.text;
}

/** The effect of `sd(rw1(age))`, where the only argument is a call of an effect. */
function structuredName({ arguments: given }: CallExpression): StructuredName | undefined {
  const [only, ...others] = given;
  const call = only?.value;
  if (others.length > 0 || call?.kind !== "call" || !findEffect(call.callee.text)) return undefined;
  const [column] = call.arguments;
  const by = call.arguments.find(({ name }) => name?.text === "by");
  if (!column) return undefined;
  return {
    effect: call.callee.text,
    column: componentLabel(column.value),
    by: by && componentLabel(by.value),
  };
}

function readStructuredTarget(call: CallExpression): PriorTarget | undefined {
  const callee = call.callee.text;
  const [only] = call.arguments;
  if (callee === "logit" && only?.value.kind === "call") {
    const inner = readStructuredTarget(only.value);
    return inner?.kind === "shape" ? { ...inner, onLogit: true } : undefined;
  }
  const of = structuredName(call);
  if (!of) return undefined;
  if (isScaleName(callee)) return { kind: "structured scale", scale: callee, of };
  if (callee !== "rho" && callee !== "phi") return undefined;
  return { kind: "shape", shape: callee, onLogit: false, of };
}

function classOrName(name: string): PriorTarget {
  if (name === "Intercept") return { kind: "intercept", at: "means" };
  if (name === "common") return { kind: "common" };
  if (name === "cor") return { kind: "correlation", of: undefined };
  if (isScaleName(name)) return { kind: "scale", scale: name, of: undefined };
  return { kind: "named", name };
}

/** Terms and columns by their printed names; texts in brackets lose their quotes as in `eth["Black"]`. */
function namedTarget(expression: Expression, sink: DiagnosticSink): PriorTarget | undefined {
  switch (expression.kind) {
    case "index": {
      const { object, index } = expression;
      const level = index.kind === "text" ? index.value : componentLabel(index);
      return { kind: "named", name: `${componentLabel(object)}[${level}]` };
    }
    case "call":
    case "braced":
      return { kind: "named", name: componentLabel(expression) };
    case "parenthesised":
      return readPriorTarget(expression.inner, sink);
    case "binary":
      if (expression.operator === ":") return { kind: "named", name: componentLabel(expression) };
      break;
    default:
  }
  reportBadTarget("the left side of a prior does not name a parameter", expression, sink);
  return undefined;
}

function readIntercept(call: CallExpression, sink: DiagnosticSink): PriorTarget | undefined {
  const [only, ...others] = call.arguments;
  if (!only) return { kind: "intercept", at: "means" };
  const place = others.length === 0 ? placeOf(only) : undefined;
  if (place) return { kind: "intercept", at: place };
  const message =
    "`Intercept` takes `at = 0` (predictors at zero) or `at = means` (predictors at their means)";
  reportBadTarget(message, call, sink);
  return undefined;
}

function placeOf({ name, value }: Argument): "means" | "zero" | undefined {
  if (name && name.text !== "at") return undefined;
  if (value.kind === "number") return value.value === 0 ? "zero" : undefined;
  const word = value.kind === "text" ? value.value : value.kind === "name" ? value.text : "";
  return word === "means" || word === "zero" ? word : undefined;
}

function readEffect(call: CallExpression, sink: DiagnosticSink): EffectName | undefined {
  const [only, ...others] = call.arguments;
  const bar =
    only && !only.name && others.length === 0 ? withoutParentheses(only.value) : undefined;
  if (bar?.kind === "binary" && (bar.operator === "|" || bar.operator === "||")) {
    return { effect: componentLabel(bar.left), factor: componentLabel(bar.right) };
  }
  const message = `\`${call.callee.text}\` needs the group effect it is for`;
  reportBadTarget(
    message,
    call,
    sink,
    `${call.callee.text}(1 | factor) or ${call.callee.text}(x | factor)`,
  );
  return undefined;
}

function withoutParentheses(expression: Expression): Expression {
  return expression.kind === "parenthesised" ? withoutParentheses(expression.inner) : expression;
}

function reportBadTarget(
  message: string,
  { span }: Expression,
  sink: DiagnosticSink,
  expected = "a parameter's name, or one of Intercept, common, sd, cor",
): void {
  sink.report({ code: "bad-prior-target", severity: "error", message, span, expected });
}

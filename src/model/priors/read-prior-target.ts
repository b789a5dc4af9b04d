/** Reads the left side of a prior: `common`, `sd(1 | state)`, `Intercept(at = 0)`, `eth[Black]`. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { componentLabel } from "../../design/index.js";
import type { Argument, CallExpression, Expression } from "../../language/ast.js";
import type { EffectName, PriorTarget, ScaleName } from "./prior-request.js";

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

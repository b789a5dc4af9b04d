/** Reads an expression as a formula, and catches bars that stand without parentheses. */
import type { Span } from "../diagnostics/index.js";
import type { BinaryExpression, Expression, Formula } from "./ast.js";
import type { BuildContext } from "./build-context.js";
import { printExpression } from "./print-expression.js";

function isBar(expression: Expression): expression is BinaryExpression {
  return expression.kind === "binary" && ["|", "||"].includes(expression.operator);
}

function isSum(expression: Expression): expression is BinaryExpression {
  return expression.kind === "binary" && ["+", "-"].includes(expression.operator);
}

const lastSummand = (expression: Expression): Expression =>
  isSum(expression) ? expression.right : expression;

function firstSummand(expression: Expression): Expression {
  return isSum(expression) ? firstSummand(expression.left) : expression;
}

/** `x + 1 | g` most likely means `x + (1 | g)`: the fix puts the nearest summands in parentheses. */
function reportBareBar(bar: BinaryExpression, context: BuildContext): void {
  const effect = lastSummand(bar.left);
  const group = firstSummand(bar.right);
  const replacement = `(${printExpression(effect)} ${bar.operator} ${printExpression(group)})`;
  const span: Span = { file: context.file, start: effect.span.start, end: group.span.end };
  context.sink.report({
    code: "group-term-needs-parentheses",
    severity: "error",
    message: "a group-specific term needs parentheses",
    span,
    expected: `\`${replacement}\``,
    found: `\`${printExpression(effect)} ${bar.operator} ${printExpression(group)}\``,
    help: "without them everything left of the bar would vary by everything right of it",
    fix: { span, replacement },
  });
}

function reportBarInResponse(bar: BinaryExpression, context: BuildContext): void {
  context.sink.report({
    code: "syntax-error",
    severity: "error",
    message: "a response has no bar",
    span: bar.operatorSpan,
    help: "brms's `y | trials(n)` is written `p(y, n)`, its `y | weights(w)` `weighted(y, w)`",
  });
}

function inParentheses(inner: Expression): Expression {
  return { kind: "parenthesised", inner, span: inner.span };
}

/** The two sides of `response ~ terms`; nothing, after a report, when there is no `~`. */
export function buildFormula(
  expression: Expression,
  context: BuildContext,
  expected = "a formula: `response ~ terms`",
): Formula | undefined {
  if (expression.kind !== "binary" || expression.operator !== "~") {
    context.sink.report({
      code: "syntax-error",
      severity: "error",
      message: "`~` is missing",
      span: expression.span,
      expected,
      found: `\`${printExpression(expression)}\``,
    });
    return undefined;
  }
  const { left, right, span } = expression;
  if (isBar(left)) reportBarInResponse(left, context);
  if (!isBar(right)) return { response: left, terms: right, span };
  reportBareBar(right, context);
  return { response: left, terms: inParentheses(right), span };
}

/** The left side of a formula on rows: a column, `p(y, n)`, `y[level]`, `weighted(y, w)`, `se(y, s)`. */
import type { Argument, CallExpression, Expression, IndexExpression } from "../language/ast.js";
import { componentLabel } from "./component-label.js";
import { checkFinite } from "./component-value.js";
import type { Response } from "./design-blocks.js";
import { evaluateExpression } from "./evaluate-expression.js";
import type { EvaluationContext, FactorValue } from "./formula-value.js";
import { reportError } from "./formula-value.js";
import { levelFinder, occurringLevels } from "./match-levels.js";
import { asFactor, levelLabel, reportUnknownLevel } from "./transforms/factors.js";
import { asNumbers, bindArguments, column } from "./transforms/formula-function.js";

type Values = Omit<Response, "text">;

function numbersOf(expression: Expression, context: EvaluationContext): Float64Array | undefined {
  const value = evaluateExpression(expression, context);
  const numbers = value && asNumbers(value, expression, context);
  const { rows, sink } = context;
  if (!numbers) return undefined;
  const label = componentLabel(expression);
  return checkFinite(numbers, label, expression.span, rows, sink) ? numbers : undefined;
}

function indicator(factor: FactorValue, level: string): Float64Array {
  const success = factor.levels.indexOf(level);
  const values = new Float64Array(factor.codes.length);
  for (let row = 0; row < values.length; row++) values[row] = factor.codes[row] === success ? 1 : 0;
  return values;
}

/** True among False and True; else the first level, as Bambi; undefined where that would be a guess. */
function defaultSuccess(levels: readonly string[]): string | undefined {
  const truth = levels.find((level) => level.toLowerCase() === "true");
  const isBoolean = levels.length === 2 && levels.some((one) => one.toLowerCase() === "false");
  if (isBoolean && truth !== undefined) return truth;
  return levels.length <= 2 ? levels[0] : undefined;
}

/** A categorical response without a named level. */
function chooseSuccess(
  factor: FactorValue,
  expression: Expression,
  { sink }: EvaluationContext,
): Values | undefined {
  const levels = occurringLevels(factor);
  const name = componentLabel(expression);
  const level = defaultSuccess(levels);
  const { span } = expression;
  const other = levels.find((one) => one !== level) ?? levels[0]!;
  if (level === undefined) {
    reportError(sink, {
      code: "success-level-needed",
      message: `\`${name}\` has ${levels.length} levels and does not say which one is a success`,
      span,
      expected: "a column of numbers, or one level named in brackets",
      help: `for example ${name}["${levels[0]!}"]`,
    });
    return undefined;
  }
  sink.report({
    code: "success-level-chosen",
    severity: "note",
    message: `\`${name}\` counts "${level}" as a success (chosen by default, of ${levels.join(", ")})`,
    span,
    help: `to model the other level write ${name}["${other}"]`,
  });
  return { values: indicator(factor, level), success: { level, source: "default" } };
}

/** `y[level]`: the level as a name, in quotes, or as a number. */
function namedSuccess(expression: IndexExpression, context: EvaluationContext): Values | undefined {
  const { object, index } = expression;
  const value = evaluateExpression(object, context);
  const factor = value && asFactor(value, object, context);
  const label = index.kind === "name" ? index.text : levelLabel(index);
  if (label === undefined) {
    reportError(context.sink, {
      code: "bad-response",
      message: "the brackets of a response name one level",
      span: index.span,
      help: `for example ${componentLabel(object)}["yes"]`,
    });
    return undefined;
  }
  if (!factor) return undefined;
  const code = levelFinder(factor.levels)(label);
  if (code === undefined) {
    const name = componentLabel(object);
    reportUnknownLevel(label, name, factor.levels, context, index.span);
    return undefined;
  }
  const level = factor.levels[code]!;
  return { values: indicator(factor, level), success: { level, source: "user" } };
}

function proportion(call: CallExpression, context: EvaluationContext): Values | undefined {
  const bound = bindArguments(call, [column("successes"), column("trials")], context);
  if (!bound) return undefined;
  const values = numbersOf(bound.get("successes")!.value, context);
  const trials = numbersOf(bound.get("trials")!.value, context);
  return values && trials && { values, trials };
}

/** Reports a weight below zero or a standard error not above it; true when all are right. */
function checkSign(
  numbers: Float64Array,
  { value, span }: Argument,
  allowZero: boolean,
  { rows, sink }: EvaluationContext,
): boolean {
  const bad = numbers.findIndex((one) => one < 0 || (one === 0 && !allowZero));
  if (bad < 0) return true;
  reportError(sink, {
    code: "bad-response",
    message: `\`${componentLabel(value)}\` must be ${allowZero ? "zero or more" : "above zero"} in every row`,
    span,
    found: String(numbers[bad]!),
    ...rows.location(bad),
  });
  return false;
}

/** `weighted(y, w)` and `se(y, s)`: any response with a column of its own beside it. */
function accompanied(
  call: CallExpression,
  role: "weights" | "standardErrors",
  context: EvaluationContext,
): Values | undefined {
  const beside = role === "weights" ? "weights" : "sd";
  const bound = bindArguments(call, [column("y"), column(beside)], context);
  if (!bound) return undefined;
  const inner = responseValues(bound.get("y")!.value, context);
  const argument = bound.get(beside)!;
  const numbers = numbersOf(argument.value, context);
  if (!inner || !numbers) return undefined;
  if (inner[role]) {
    const message = `\`${call.callee.text}(...)\` is given twice`;
    reportError(context.sink, { code: "bad-response", message, span: call.span });
    return undefined;
  }
  const right = checkSign(numbers, argument, role === "weights", context);
  return right ? { ...inner, [role]: numbers } : undefined;
}

function responseCall(call: CallExpression, context: EvaluationContext): Values | undefined {
  switch (call.callee.text) {
    case "p":
    case "prop":
    case "proportion":
      return proportion(call, context);
    case "weighted":
      return accompanied(call, "weights", context);
    case "se":
      return accompanied(call, "standardErrors", context);
    case "offset": {
      reportError(context.sink, {
        code: "bad-response",
        message: "an offset belongs to the right side of a formula",
        span: call.span,
      });
      return undefined;
    }
    default:
      return plainValues(call, context);
  }
}

/** A column or an expression. */
function plainValues(expression: Expression, context: EvaluationContext): Values | undefined {
  const value = evaluateExpression(expression, context);
  if (value?.kind === "factor") return chooseSuccess(value, expression, context);
  if (value?.kind === "scalar") {
    reportError(context.sink, {
      code: "bad-response",
      message: "a number alone is not a response",
      span: expression.span,
      expected: "a column or an expression of columns",
    });
    return undefined;
  }
  const numbers = value && asNumbers(value, expression, context);
  const { rows, sink } = context;
  const label = componentLabel(expression);
  const usable = numbers && checkFinite(numbers, label, expression.span, rows, sink);
  return usable === true ? { values: numbers } : undefined;
}

function responseValues(expression: Expression, context: EvaluationContext): Values | undefined {
  switch (expression.kind) {
    case "parenthesised":
      return responseValues(expression.inner, context);
    case "call":
      return responseCall(expression, context);
    case "index":
      return namedSuccess(expression, context);
    default:
      return plainValues(expression, context);
  }
}

/** The response on the rows of a context; undefined after a report. */
export function evaluateResponse(
  expression: Expression,
  context: EvaluationContext,
): Response | undefined {
  const values = responseValues(expression, context);
  return values && { text: componentLabel(expression), ...values };
}

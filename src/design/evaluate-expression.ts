/** Evaluates one component of a formula on rows: columns, calls, arithmetic and comparisons. */
import type { Column } from "../data/index.js";
import { reportUnknownColumn } from "../data/index.js";
import { nearestName } from "../diagnostics/index.js";
import type {
  BinaryExpression,
  BinaryOperator,
  CallExpression,
  Expression,
  Name,
  UnaryExpression,
} from "../language/ast.js";
import { componentLabel, expressionKey } from "./component-label.js";
import type { EvaluationContext, FactorValue, FormulaValue } from "./formula-value.js";
import { reportError } from "./formula-value.js";
import { isResponseCall, reportAbsentCall } from "./reserved-calls.js";
import { power } from "./transforms/elementwise.js";
import { reportUnknownLevel } from "./transforms/factors.js";
import { asNumbers, bindArguments } from "./transforms/formula-function.js";
import { findFormulaFunction, formulaFunctionNames } from "./transforms/index.js";

type Operation = (left: number, right: number) => number;

const operations: Partial<Record<BinaryOperator, Operation>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "**": power,
  "<": (left, right) => (left < right ? 1 : 0),
  "<=": (left, right) => (left <= right ? 1 : 0),
  ">": (left, right) => (left > right ? 1 : 0),
  ">=": (left, right) => (left >= right ? 1 : 0),
  "==": (left, right) => (left === right ? 1 : 0),
  "!=": (left, right) => (left === right ? 0 : 1),
  and: (left, right) => (left !== 0 && right !== 0 ? 1 : 0),
  or: (left, right) => (left !== 0 || right !== 0 ? 1 : 0),
};

function valueOfColumn(
  column: Column,
  name: Name,
  context: EvaluationContext,
): FormulaValue | undefined {
  switch (column.kind) {
    case "numeric":
      return { kind: "numeric", values: column.values };
    case "factor": {
      const { codes, levels, declared, ordered } = column;
      const contrast = { kind: "treatment" } as const;
      return { kind: "factor", codes, levels, declared: declared || ordered, contrast };
    }
    case "text":
      if (context.reportedNames.has(name.text)) return undefined;
      context.reportedNames.add(name.text);
      {
        reportError(context.sink, {
          code: "unusable-column",
          message: `\`${name.text}\` is free text, which no model term can use`,
          span: name.span,
          help: `declare it as categories: data ... { ${name.text}: factor }`,
        });
        return undefined;
      }
  }
}

function evaluateName(name: Name, context: EvaluationContext): FormulaValue | undefined {
  const { rows, sink, reportedNames } = context;
  const column = rows.column(name.text);
  if (column) return valueOfColumn(column, name, context);
  if (reportedNames.has(name.text)) return undefined;
  reportedNames.add(name.text);
  reportUnknownColumn(rows.frame, name.text, name.span, sink);
  return undefined;
}

function evaluateCall(call: CallExpression, context: EvaluationContext): FormulaValue | undefined {
  const { sink } = context;
  const name = call.callee.text;
  if (reportAbsentCall(call, sink)) return undefined;
  if (isResponseCall(name) || name === "offset") {
    const message = `\`${name}(...)\` cannot stand within another expression`;
    reportError(sink, { code: "bad-term", message, span: call.span });
    return undefined;
  }
  const known = findFormulaFunction(name);
  if (!known) {
    const nearest = nearestName(name, formulaFunctionNames);
    reportError(sink, {
      code: "unknown-function",
      message: `\`${name}\` is not a function of formulas`,
      span: call.callee.span,
      ...(nearest === undefined ? {} : { help: `did you mean \`${nearest}\`?` }),
    });
    return undefined;
  }
  const bound = bindArguments(call, known.parameters, context);
  const evaluate = (inner: Expression): FormulaValue | undefined =>
    evaluateExpression(inner, context);
  return (
    bound && known.evaluate({ call, key: expressionKey(call), arguments: bound, context, evaluate })
  );
}

function evaluateUnary(
  { operator, operand }: UnaryExpression,
  context: EvaluationContext,
): FormulaValue | undefined {
  const value = evaluateExpression(operand, context);
  if (!value || operator === "+") return value;
  const apply = operator === "-" ? (x: number) => -x : (x: number) => (x === 0 ? 1 : 0);
  if (value.kind === "scalar") return { kind: "scalar", value: apply(value.value) };
  const numbers = asNumbers(value, operand, context);
  return numbers && { kind: "numeric", values: numbers.map(apply) };
}

/** `x == "a"` for categories. */
function compareWithLevel(
  factor: FactorValue,
  name: Expression,
  level: string,
  equal: boolean,
  context: EvaluationContext,
  span: Expression["span"],
): FormulaValue | undefined {
  const code = factor.levels.indexOf(level);
  if (code < 0 && context.memory.learning) {
    reportUnknownLevel(level, componentLabel(name), factor.levels, context, span);
    return undefined;
  }
  const values = Float64Array.from(factor.codes, (one) => ((one === code) === equal ? 1 : 0));
  return { kind: "numeric", values };
}

function apply(
  operation: Operation,
  left: FormulaValue,
  right: FormulaValue,
  { left: leftText, right: rightText }: BinaryExpression,
  context: EvaluationContext,
): FormulaValue | undefined {
  if (left.kind === "scalar" && right.kind === "scalar") {
    return { kind: "scalar", value: operation(left.value, right.value) };
  }
  const first = asNumbers(left, leftText, context);
  const second = asNumbers(right, rightText, context);
  if (!first || !second) return undefined;
  const values = new Float64Array(first.length);
  for (let row = 0; row < values.length; row++) values[row] = operation(first[row]!, second[row]!);
  return { kind: "numeric", values };
}

function evaluateBinary(
  expression: BinaryExpression,
  context: EvaluationContext,
): FormulaValue | undefined {
  const { operator, span } = expression;
  const operation = operations[operator];
  if (!operation) {
    reportError(context.sink, {
      code: "bad-term",
      message: `\`${operator}\` has no meaning in arithmetic`,
      span: expression.operatorSpan,
    });
    return undefined;
  }
  const left = evaluateExpression(expression.left, context);
  const right = evaluateExpression(expression.right, context);
  if (!left || !right) return undefined;
  const equality = operator === "==" || operator === "!=";
  if (equality && left.kind === "factor" && right.kind === "text") {
    return compareWithLevel(left, expression.left, right.value, operator === "==", context, span);
  }
  if (equality && left.kind === "text" && right.kind === "factor") {
    return compareWithLevel(right, expression.right, left.value, operator === "==", context, span);
  }
  return apply(operation, left, right, expression, context);
}

/** The value of an expression inside a call, braces or a response; mistakes are reported. */
export function evaluateExpression(
  expression: Expression,
  context: EvaluationContext,
): FormulaValue | undefined {
  switch (expression.kind) {
    case "name":
      return evaluateName(expression, context);
    case "number":
      return { kind: "scalar", value: expression.value };
    case "text":
      return { kind: "text", value: expression.value };
    case "parenthesised":
    case "braced":
      return evaluateExpression(expression.inner, context);
    case "unary":
      return evaluateUnary(expression, context);
    case "binary":
      return evaluateBinary(expression, context);
    case "call":
      return evaluateCall(expression, context);
    case "constant":
      if (expression.value !== null) return { kind: "scalar", value: expression.value ? 1 : 0 };
      break;
    default:
  }
  reportError(context.sink, {
    code: "bad-term",
    message: `\`${componentLabel(expression)}\` has no numeric value`,
    span: expression.span,
  });
  return undefined;
}

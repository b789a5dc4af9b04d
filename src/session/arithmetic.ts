/** Arithmetic, comparison and logic on plain values: what `seed + 1` or `not quick` mean. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { BinaryExpression, BinaryOperator, UnaryExpression } from "../language/ast.js";
import type { Value } from "../report/index.js";
import { nameOfKind } from "./session-value.js";

const numeric: Partial<Record<BinaryOperator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "**": (left, right) => left ** right,
};

const ordering: Partial<Record<BinaryOperator, (left: number, right: number) => boolean>> = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

const logical: Partial<Record<BinaryOperator, (left: boolean, right: boolean) => boolean>> = {
  and: (left, right) => left && right,
  or: (left, right) => left || right,
};

const number = (value: number): Value => ({ kind: "number", value });
const boolean = (value: boolean): Value => ({ kind: "boolean", value });

function compareEqual(left: Value, right: Value): boolean | undefined {
  if (left.kind !== right.kind) return undefined;
  if (left.kind === "number" || left.kind === "text" || left.kind === "boolean")
    return left.value === (right as typeof left).value;
  return undefined;
}

function combine(operator: BinaryOperator, left: Value, right: Value): Value | undefined {
  if (operator === "==" || operator === "!=") {
    const equal = compareEqual(left, right);
    return equal === undefined ? undefined : boolean(equal === (operator === "=="));
  }
  if (left.kind === "number" && right.kind === "number") {
    const calculate = numeric[operator];
    if (calculate) return number(calculate(left.value, right.value));
    const compare = ordering[operator];
    return compare && boolean(compare(left.value, right.value));
  }
  if (left.kind === "text" && right.kind === "text" && operator === "+")
    return { kind: "text", value: left.value + right.value };
  if (left.kind === "boolean" && right.kind === "boolean") {
    const decide = logical[operator];
    return decide && boolean(decide(left.value, right.value));
  }
  return undefined;
}

/** Reports and answers undefined where the operator has no meaning for the two values. */
export function evaluateBinary(
  expression: BinaryExpression,
  left: Value,
  right: Value,
  sink: DiagnosticSink,
): Value | undefined {
  const value = combine(expression.operator, left, right);
  if (value !== undefined) return value;
  sink.report({
    code: "bad-operation",
    severity: "error",
    message: `\`${expression.operator}\` has no meaning between ${nameOfKind(left.kind)} and ${nameOfKind(right.kind)}`,
    span: expression.operatorSpan,
    ...(expression.operator === "~" && {
      help: "a formula stands in a `model NAME on DATA { ... }` declaration",
    }),
  });
  return undefined;
}

export function evaluateUnary(
  expression: UnaryExpression,
  operand: Value,
  sink: DiagnosticSink,
): Value | undefined {
  const { operator } = expression;
  if (operator === "not" && operand.kind === "boolean") return boolean(!operand.value);
  if (operator !== "not" && operand.kind === "number")
    return number(operator === "-" ? -operand.value : operand.value);
  sink.report({
    code: "bad-operation",
    severity: "error",
    message: `\`${operator}\` has no meaning for ${nameOfKind(operand.kind)}`,
    span: expression.span,
  });
  return undefined;
}

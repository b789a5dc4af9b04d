/** Numbers written as constants: literals, signs and arithmetic of them. */
import { deterministic } from "../math/index.js";
import type { BinaryExpression, CallExpression, Expression } from "../language/ast.js";

/** The value of an expression of numbers alone; undefined when it is anything else. */
export function constantNumber(expression: Expression): number | undefined {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "parenthesised":
    case "braced":
      return constantNumber(expression.inner);
    case "unary": {
      const operand = constantNumber(expression.operand);
      if (operand === undefined || expression.operator === "not") return undefined;
      return expression.operator === "-" ? -operand : operand;
    }
    case "binary":
      return constantArithmetic(expression);
    case "call":
      return constantCall(expression);
    default:
      return undefined;
  }
}

function constantArithmetic({ operator, left, right }: BinaryExpression): number | undefined {
  const a = constantNumber(left);
  const b = constantNumber(right);
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "**":
      return power(a, b);
    default:
      return undefined;
  }
}

/** a^b by repeated multiplication for whole exponents, the same on every machine. */
function power(a: number, b: number): number {
  if (!Number.isInteger(b) || Math.abs(b) > 400) return deterministic.exp(b * deterministic.log(a));
  let product = 1;
  for (let k = Math.abs(b); k > 0; k--) product *= a;
  return b < 0 ? 1 / product : product;
}

/** `sqrt(2)`, `log(2)`, `exp(1)`. */
function constantCall({ callee, arguments: given }: CallExpression): number | undefined {
  const [only, ...others] = given;
  if (!only || others.length > 0 || only.name) return undefined;
  const operand = constantNumber(only.value);
  if (operand === undefined) return undefined;
  switch (callee.text) {
    case "sqrt":
      return Math.sqrt(operand);
    case "log":
      return deterministic.log(operand);
    case "exp":
      return deterministic.exp(operand);
    default:
      return undefined;
  }
}

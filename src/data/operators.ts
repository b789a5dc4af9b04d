/** Arithmetic, comparisons and logic over columns; a missing operand gives a missing result. */
import { deterministic } from "../math/index.js";
import type { BinaryExpression, BinaryOperator, UnaryOperator } from "../language/ast.js";
import { evaluateNumbers, kindInWords, numericValue, refuse } from "./evaluated-column.js";
import type { EvaluatedColumn, EvaluationContext } from "./evaluated-column.js";

type NumberOperation = (left: number, right: number) => number;

/** x to a whole power by repeated squaring, which is exact as long as the products are. */
export function wholePower(base: number, exponent: number): number {
  if (exponent < 0) return 1 / wholePower(base, -exponent);
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** NaN for a negative base with a fractional exponent. */
function power(base: number, exponent: number): number {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 1024) return wholePower(base, exponent);
  if (exponent === 0.5) return Math.sqrt(base);
  return base === 0
    ? exponent > 0
      ? 0
      : Infinity
    : deterministic.exp(exponent * deterministic.log(base));
}

const arithmetic: Partial<Record<BinaryOperator, NumberOperation>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "**": power,
};

/** Tests on the difference of two values, or on their distance in a declared order. */
const comparisons: Partial<Record<BinaryOperator, (left: number, right: number) => boolean>> = {
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

/** Kleene's logic: an operand that decides the result does so even when the other is missing. */
const logic: Partial<Record<BinaryOperator, NumberOperation>> = {
  and: (left, right) => {
    if (left === 0 || right === 0) return 0;
    return Number.isNaN(left) || Number.isNaN(right) ? NaN : 1;
  },
  or: (left, right) => {
    const decided = (left !== 0 && !Number.isNaN(left)) || (right !== 0 && !Number.isNaN(right));
    if (decided) return 1;
    return Number.isNaN(left) || Number.isNaN(right) ? NaN : 0;
  },
};

function zip(left: Float64Array, right: Float64Array, operation: NumberOperation): EvaluatedColumn {
  return numericValue(left.map((value, row) => operation(value, right[row]!)));
}

function compareNumbers(
  left: Float64Array,
  right: Float64Array,
  test: (left: number, right: number) => boolean,
): EvaluatedColumn {
  return zip(left, right, (a, b) =>
    Number.isNaN(a) || Number.isNaN(b) ? NaN : Number(test(a, b)),
  );
}

/** Ranks of labels in the declared order of an ordered factor; undefined when neither side has one. */
function rankLabels(
  left: EvaluatedColumn,
  right: EvaluatedColumn,
): Map<string, number> | undefined {
  const ordered = [left, right].find((side) => side.kind === "factor" && side.ordered);
  if (ordered?.kind !== "factor") return undefined;
  return new Map(ordered.levels.map((level, rank) => [level, rank]));
}

/** A place for every row; labels are looked up once a level, or once a run of equal texts. */
function placeRows(
  value: EvaluatedColumn,
  placeOf: (label: string | undefined) => number,
): Float64Array {
  if (value.kind === "factor") {
    const places = value.levels.map(placeOf);
    return Float64Array.from(value.codes, (code) => (code < 0 ? NaN : places[code]!));
  }
  const labels = value.kind === "text" ? value.values : [];
  const places = new Float64Array(labels.length);
  for (let row = 0; row < places.length; row++) {
    const repeated = row > 0 && labels[row] === labels[row - 1];
    places[row] = repeated ? places[row - 1]! : placeOf(labels[row]);
  }
  return places;
}

function compareLabels(
  node: BinaryExpression,
  sides: readonly [EvaluatedColumn, EvaluatedColumn],
  context: EvaluationContext,
): EvaluatedColumn | undefined {
  const [left, right] = sides;
  const test = comparisons[node.operator]!;
  const equality = node.operator === "==" || node.operator === "!=";
  const ranks = rankLabels(left, right);
  if (!equality && ranks === undefined) {
    refuse(context, node.operatorSpan, `\`${node.operator}\` needs numbers or an ordered factor`, {
      help: "declare the column as ordered(...) to compare its levels",
    });
    return undefined;
  }
  const place = new Map(ranks);
  const placeOf = (label: string | undefined): number => {
    if (label === undefined) return NaN;
    if (!place.has(label)) place.set(label, equality ? place.size : NaN);
    return place.get(label)!;
  };
  const [a, b] = [placeRows(left, placeOf), placeRows(right, placeOf)];
  const values = new Float64Array(context.frame.rowCount);
  for (let row = 0; row < values.length; row++) {
    const missing = Number.isNaN(a[row]!) || Number.isNaN(b[row]!);
    values[row] = missing ? NaN : Number(test(a[row]!, b[row]!));
  }
  return numericValue(values);
}

function evaluateComparison(
  node: BinaryExpression,
  context: EvaluationContext,
): EvaluatedColumn | undefined {
  const left = context.evaluate(node.left, context);
  const right = context.evaluate(node.right, context);
  if (left === undefined || right === undefined) return undefined;
  if (left.kind === "numeric" && right.kind === "numeric") {
    return compareNumbers(left.values, right.values, comparisons[node.operator]!);
  }
  if (left.kind === "numeric" || right.kind === "numeric") {
    refuse(context, node.span, `\`${node.operator}\` compares numbers with text`, {
      expected: `${kindInWords(left)} on both sides`,
      found: `${kindInWords(left)} and ${kindInWords(right)}`,
    });
    return undefined;
  }
  return compareLabels(node, [left, right], context);
}

export function evaluateBinary(
  node: BinaryExpression,
  context: EvaluationContext,
): EvaluatedColumn | undefined {
  if (comparisons[node.operator] !== undefined) return evaluateComparison(node, context);
  const operation = arithmetic[node.operator] ?? logic[node.operator];
  if (operation === undefined) {
    refuse(context, node.operatorSpan, `\`${node.operator}\` has no meaning over columns`, {
      expected: "arithmetic (+ - * / **), a comparison, `and` or `or`",
    });
    return undefined;
  }
  const left = evaluateNumbers(node.left, context, `\`${node.operator}\``);
  const right = evaluateNumbers(node.right, context, `\`${node.operator}\``);
  return left === undefined || right === undefined ? undefined : zip(left, right, operation);
}

export function applyUnary(operator: UnaryOperator, values: Float64Array): EvaluatedColumn {
  switch (operator) {
    case "+":
      return numericValue(values);
    case "-":
      return numericValue(values.map((value) => -value));
    case "not":
      return numericValue(values.map((value) => (Number.isNaN(value) ? NaN : Number(value === 0))));
  }
}

/** Evaluates expressions over the columns of a table; they can compute and nothing else. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type {
  BinaryExpression,
  CallExpression,
  Expression,
  Name,
  UnaryExpression,
} from "../language/ast.js";
import type { RandomStream } from "../math/index.js";
import { columnFunctions } from "./column-functions.js";
import { reportUnknownColumn } from "./column-names.js";
import { findColumn } from "./data-frame.js";
import type { DataFrame } from "./data-frame.js";
import { evaluateNumbers, numericValue, refuse } from "./evaluated-column.js";
import type { EvaluatedColumn, EvaluationContext } from "./evaluated-column.js";
import { applyUnary, evaluateBinary } from "./operators.js";

function constant(value: number, { frame }: EvaluationContext): EvaluatedColumn {
  return numericValue(new Float64Array(frame.rowCount).fill(value));
}

function constantLabel(label: string, { frame }: EvaluationContext): EvaluatedColumn {
  const codes = new Int32Array(frame.rowCount);
  return { kind: "factor", codes, levels: [label], ordered: false, declared: false };
}

function evaluateName(node: Name, context: EvaluationContext): EvaluatedColumn | undefined {
  const { frame, sink, unknownColumnHelp } = context;
  const column = findColumn(frame, node.text);
  if (column !== undefined) return column;
  reportUnknownColumn(frame, node.text, node.span, sink, unknownColumnHelp);
}

function evaluateCall(
  node: CallExpression,
  context: EvaluationContext,
): EvaluatedColumn | undefined {
  const evaluate = columnFunctions.get(node.callee.text);
  if (evaluate !== undefined) return evaluate(node, context);
  const nearest = nearestName(node.callee.text, columnFunctions.keys());
  context.sink.report({
    code: "unknown-function",
    severity: "error",
    message: `there is no function \`${node.callee.text}\` of columns`,
    span: node.callee.span,
    expected: "a function such as log, exp, where, min or round",
    ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
  });
  return undefined;
}

function evaluateOperation(
  expression: UnaryExpression | BinaryExpression,
  context: EvaluationContext,
): EvaluatedColumn | undefined {
  if (expression.kind === "binary") return evaluateBinary(expression, context);
  const values = evaluateNumbers(expression.operand, context, `\`${expression.operator}\``);
  return values && applyUnary(expression.operator, values);
}

function evaluateNode(
  expression: Expression,
  context: EvaluationContext,
): EvaluatedColumn | undefined {
  switch (expression.kind) {
    case "name":
      return evaluateName(expression, context);
    case "number":
      return constant(expression.value, context);
    case "constant":
      return constant(expression.value === null ? NaN : Number(expression.value), context);
    case "text":
      return constantLabel(expression.value, context);
    case "braced":
    case "parenthesised":
      return context.evaluate(expression.inner, context);
    case "unary":
    case "binary":
      return evaluateOperation(expression, context);
    case "call":
      return evaluateCall(expression, context);
    case "list":
    case "record":
    case "index":
      refuse(context, expression.span, "this has no value over the rows of a table", {
        expected: "columns, numbers, arithmetic, comparisons and functions of them",
      });
      return undefined;
  }
}

/** What an evaluation over the frame starts from. */
export function openContext(
  frame: DataFrame,
  sink: DiagnosticSink,
  random?: RandomStream,
): EvaluationContext {
  return { frame, sink, random, evaluate: evaluateNode };
}

/**
 * The value of an expression for every row of the frame, constants repeated; undefined after
 * reporting what has no value. Random functions need a stream.
 */
export function evaluateExpression(
  expression: Expression,
  frame: DataFrame,
  sink: DiagnosticSink,
  random?: RandomStream,
): EvaluatedColumn | undefined {
  return evaluateNode(expression, openContext(frame, sink, random));
}

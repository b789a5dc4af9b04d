/** From the concrete syntax of an expression to its tree, by operator precedence. */
import { binaryPrecedence, chains, prefixPrecedence, tokenTypes } from "../../grammar/index.js";
import type { ExpressionCstNode, IToken, OperandCstNode } from "../../grammar/index.js";
import type { BinaryExpression, BinaryOperator, Expression, UnaryOperator } from "./ast.js";
import { buildPrimary } from "./build-primary.js";
import { coveringSpan, reportNesting, tokenSpan } from "./build-context.js";
import type { BuildContext } from "./build-context.js";

/** A row of operators longer than this would make a tree too deep to walk. */
const longestRow = 2000;
const mostSigns = 100;

/** The row of operands and operators, and how far it has been read. */
interface Row {
  readonly operands: readonly OperandCstNode[];
  readonly operators: readonly IToken[];
  readonly context: BuildContext;
  position: number;
}

function binaryOperator(token: IToken): BinaryOperator {
  switch (token.tokenType) {
    case tokenTypes.Power:
      return "**";
    case tokenTypes.And:
      return "and";
    case tokenTypes.Colon:
      return ":";
    case tokenTypes.Times:
      return "*";
    case tokenTypes.Divide:
      return "/";
    default:
      return token.image as BinaryOperator;
  }
}

function unaryOperator(token: IToken): UnaryOperator {
  return token.tokenType === tokenTypes.Not ? "not" : (token.image as UnaryOperator);
}

function reportLowNot(token: IToken, context: BuildContext): void {
  context.sink.report({
    code: "syntax-error",
    severity: "error",
    message: "`not` binds looser than the operator before it",
    span: tokenSpan(token, context),
    help: "put parentheses around `not ...`",
  });
}

function readOperand(row: Row, floor: number, prefix: number): Expression | undefined {
  const operand = row.operands[row.position];
  if (operand === undefined) return undefined;
  const sign = operand.children.PrefixOperator?.[prefix];
  if (sign === undefined) return readSubscripts(row, operand);
  const operator = unaryOperator(sign);
  const level = prefixPrecedence(operator);
  if (operator === "not" && floor > level) reportLowNot(sign, row.context);
  const inner =
    operator === "not" ? readRow(row, level, prefix + 1) : readOperand(row, level, prefix + 1);
  if (inner === undefined) return undefined;
  const span = coveringSpan(tokenSpan(sign, row.context), inner.span);
  return { kind: "unary", operator, operand: inner, span };
}

/** The primary under the cursor with its subscripts; moves the cursor past it. */
function readSubscripts(row: Row, operand: OperandCstNode): Expression | undefined {
  row.position += 1;
  const { primary, index: subscripts, RightBracket: closers } = operand.children;
  let object = buildPrimary(primary[0], row.context, buildExpression);
  for (const [position, subscript] of (subscripts ?? []).entries()) {
    const index = buildExpression(subscript, row.context);
    const closer = closers?.[position];
    if (object === undefined || index === undefined || closer === undefined) return undefined;
    const span = coveringSpan(object.span, tokenSpan(closer, row.context));
    object = { kind: "index", object, index, span };
  }
  return object;
}

function reportChain(operator: string, token: IToken, context: BuildContext): void {
  const help =
    operator === "~"
      ? "a formula has one `~`"
      : operator.startsWith("|")
        ? "a group-specific term has one bar; write `(x | g:h)` or `(x | g) + (x | h)`"
        : "join comparisons by `and`: `a < b and b < c`";
  context.sink.report({
    code: "syntax-error",
    severity: "error",
    message: `\`${operator}\` cannot follow another of its kind`,
    span: tokenSpan(token, context),
    help,
  });
}

function join(left: Expression, token: IToken, right: Expression, row: Row): BinaryExpression {
  return {
    kind: "binary",
    operator: binaryOperator(token),
    left,
    right,
    operatorSpan: tokenSpan(token, row.context),
    span: coveringSpan(left.span, right.span),
  };
}

/** Precedence climbing: reads operators that bind at least as tightly as `floor`. */
function readRow(row: Row, floor: number, prefix = 0): Expression | undefined {
  let left = readOperand(row, floor, prefix);
  let unchained: number | undefined;
  for (;;) {
    const token = row.operators[row.position - 1];
    if (left === undefined || token === undefined) return left;
    const operator = binaryOperator(token);
    const level = binaryPrecedence(operator);
    if (level < floor) return left;
    if (unchained === level) reportChain(operator, token, row.context);
    unchained = chains(operator) ? undefined : level;
    const right = readRow(row, level + 1);
    if (right === undefined) return undefined;
    left = join(left, token, right, row);
  }
}

/** The tree of an expression, or nothing when a part of it was unreadable and reported. */
export function buildExpression(
  cst: ExpressionCstNode | undefined,
  context: BuildContext,
): Expression | undefined {
  if (cst === undefined || cst.recoveredNode === true) return undefined;
  const operands = cst.children.operand;
  const operators = cst.children.BinaryOperator ?? [];
  if (operands.some(({ recoveredNode }) => recoveredNode === true)) return undefined;
  if (operands.length !== operators.length + 1) return undefined;
  const excess = tooLong(operands, operators);
  if (excess !== undefined) {
    reportNesting(excess, context);
    return undefined;
  }
  return readRow({ operands, operators, context, position: 0 }, 0);
}

/** The token at which a row of operators, signs or subscripts passes its limit. */
function tooLong(
  operands: readonly OperandCstNode[],
  operators: readonly IToken[],
): IToken | undefined {
  const crowded = operands.find(
    ({ children }) =>
      (children.PrefixOperator?.length ?? 0) > mostSigns ||
      (children.LeftBracket?.length ?? 0) > mostSigns,
  );
  return (
    operators[longestRow] ??
    crowded?.children.PrefixOperator?.[mostSigns] ??
    crowded?.children.LeftBracket?.[mostSigns]
  );
}

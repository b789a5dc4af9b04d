/** One statement: a declaration, an assignment or a bare expression. */
import type {
  AssignmentCstNode,
  CstNode,
  ExpressionCstNode,
  StatementCstNode,
} from "../../grammar/index.js";
import type { Assignment, Expression, ExpressionStatement, Name, Statement } from "./ast.js";
import { buildName, buildPart, nodeSpan, regionOf } from "./build-context.js";
import type { BuildContext } from "./build-context.js";
import { buildDataDeclaration } from "./build-data.js";
import { buildExpression } from "./build-expression.js";
import { buildModelDeclaration } from "./build-model.js";

function buildAssignment(cst: AssignmentCstNode, context: BuildContext): Assignment | undefined {
  if (cst.recoveredNode === true) return undefined;
  const [name] = cst.children.Name;
  const value = buildExpression(cst.children.expression[0], context);
  if (name === undefined || value === undefined) return undefined;
  return {
    kind: "assignment",
    name: buildName(name, context),
    value,
    span: nodeSpan(cst, context),
  };
}

/** `x <- fit(m)` parses as a comparison with a negated value, which no statement is. */
function reportArrow(value: Expression, context: BuildContext): boolean {
  if (value.kind !== "binary" || value.operator !== "<" || value.left.kind !== "name") return false;
  const { right, operatorSpan, left } = value;
  const touching = right.span.start === operatorSpan.end;
  if (right.kind !== "unary" || right.operator !== "-" || !touching) return false;
  const span = { ...operatorSpan, end: operatorSpan.end + 1 };
  context.sink.report({
    code: "foreign-operator",
    severity: "error",
    message: "`<-` is not an operator here",
    span,
    help: `write \`${left.text} = ...\``,
    fix: { span, replacement: "=" },
  });
  return true;
}

/** At the prompt a formula is fitted to the session's data; in a file there are none. */
function reportBareFormula(value: Expression, context: BuildContext): boolean {
  if (value.kind !== "binary" || value.operator !== "~") return false;
  context.sink.report({
    code: "not-in-this-version",
    severity: "error",
    message: "a formula stands alone at the prompt only, where it is fitted at once",
    span: value.span,
    help: "declare `model NAME on DATA { formula }` and fit that",
  });
  return true;
}

function buildExpressionStatement(
  cst: ExpressionCstNode,
  context: BuildContext,
): ExpressionStatement | undefined {
  const value = buildExpression(cst, context);
  if (value === undefined || reportArrow(value, context) || reportBareFormula(value, context)) {
    return undefined;
  }
  return { kind: "expression", value, span: value.span };
}

/** Blocks decide for themselves which of their parts to leave out. */
export function buildStatement(
  cst: StatementCstNode,
  context: BuildContext,
): Statement | undefined {
  const { dataDeclaration, modelDeclaration, assignment, expression } = cst.children;
  const [data, model] = [dataDeclaration?.[0], modelDeclaration?.[0]];
  if (data !== undefined) return buildDataDeclaration(data, context);
  if (model !== undefined) return buildModelDeclaration(model, context);
  return buildPart(regionOf(cst, context), context, (watched) => {
    if (assignment?.[0] !== undefined) return buildAssignment(assignment[0], watched);
    return expression?.[0] && buildExpressionStatement(expression[0], watched);
  });
}

/** The left side of `x <- value`. */
function nameBeforeArrow(
  cst: ExpressionCstNode | undefined,
  context: BuildContext,
): Name | undefined {
  const silent: BuildContext = { ...context, sink: { report: () => undefined } };
  const value = buildExpression(cst, silent);
  if (value === undefined || !reportArrow(value, silent) || value.kind !== "binary")
    return undefined;
  return value.left.kind === "name" ? value.left : undefined;
}

/** The name that an unreadable statement would have declared, so that its uses are not blamed. */
export function nameOfUnreadable(
  { children }: StatementCstNode,
  context: BuildContext,
): Name | undefined {
  const { dataDeclaration, modelDeclaration, assignment } = children;
  const [declaration] = [dataDeclaration, modelDeclaration, assignment].flatMap(
    (nodes): readonly CstNode[] => nodes ?? [],
  );
  const token = declaration?.children["Name"]?.[0];
  if (token !== undefined && "image" in token) return buildName(token, context);
  return nameBeforeArrow(children.expression?.[0], context);
}

/** From text to tree: whole model files, and formulas or expressions alone. */
import { readExpression, readModelFile } from "../../grammar/index.js";
import type {
  AssignmentCstNode,
  CstNode,
  ExpressionCstNode,
  IToken,
  ModelFileCstNode,
  SoleExpressionCstNode,
  StatementCstNode,
} from "../../grammar/index.js";
import type { Diagnostic, DiagnosticSink } from "../diagnostics/index.js";
import type {
  Assignment,
  Comment,
  Expression,
  Formula,
  ModelFile,
  Name,
  SourceText,
  Statement,
} from "./ast.js";
import { buildName, nodeSpan, tokenSpan } from "./build-context.js";
import type { BuildContext } from "./build-context.js";
import { buildDataDeclaration } from "./build-data.js";
import { buildExpression } from "./build-expression.js";
import { buildFormula } from "./build-formula.js";
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

function buildExpressionStatement(
  cst: ExpressionCstNode,
  context: BuildContext,
): Statement | undefined {
  const value = buildExpression(cst, context);
  if (value === undefined || reportArrow(value, context)) return undefined;
  return { kind: "expression", value, span: value.span };
}

function buildStatement(cst: StatementCstNode, context: BuildContext): Statement | undefined {
  if (cst.recoveredNode === true) return undefined;
  const { dataDeclaration, modelDeclaration, assignment, expression } = cst.children;
  if (dataDeclaration?.[0] !== undefined) return buildDataDeclaration(dataDeclaration[0], context);
  if (modelDeclaration?.[0] !== undefined) {
    return buildModelDeclaration(modelDeclaration[0], context);
  }
  if (assignment?.[0] !== undefined) return buildAssignment(assignment[0], context);
  return expression?.[0] && buildExpressionStatement(expression[0], context);
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
function nameOfUnreadable({ children }: StatementCstNode, context: BuildContext): Name | undefined {
  const { dataDeclaration, modelDeclaration, assignment } = children;
  const [declaration] = [dataDeclaration, modelDeclaration, assignment].flatMap(
    (nodes): readonly CstNode[] => nodes ?? [],
  );
  const token = declaration?.children["Name"]?.[0];
  if (token !== undefined && "image" in token) return buildName(token, context);
  return nameBeforeArrow(children.expression?.[0], context);
}

function buildComment(token: IToken, context: BuildContext): Comment {
  return { text: token.image, span: tokenSpan(token, context) };
}

/** Lexing, layout, parsing and building each report in a pass; readers want the order of the text. */
function inOrderOfText(sink: DiagnosticSink): DiagnosticSink & { flush(): void } {
  const kept: Diagnostic[] = [];
  const start = ({ span }: Diagnostic): number => span?.start ?? 0;
  return {
    report: (diagnostic) => void kept.push(diagnostic),
    flush: () => {
      for (const diagnostic of kept.sort((one, other) => start(one) - start(other))) {
        sink.report(diagnostic);
      }
    },
  };
}

/** The statements that could be read, in order; every mistake in the file is reported. */
export function parseModelFile(source: SourceText, sink: DiagnosticSink): ModelFile {
  const ordered = inOrderOfText(sink);
  const context: BuildContext = { file: source.file, sink: ordered };
  const { cst, comments } = readModelFile(source, ordered);
  const statements: Statement[] = [];
  const unreadable: Name[] = [];
  for (const node of (cst as ModelFileCstNode).children.statement ?? []) {
    const statement = buildStatement(node, context);
    if (statement !== undefined) statements.push(statement);
    else unreadable.push(...[nameOfUnreadable(node, context)].filter((name) => name !== undefined));
  }
  ordered.flush();
  return {
    source,
    statements,
    comments: comments.map((token) => buildComment(token, context)),
    ...(unreadable.length > 0 ? { unreadable } : {}),
  };
}

/** Runs a reader whose result counts only when it reported no error. */
function withoutErrors<Result>(
  sink: DiagnosticSink,
  read: (watched: DiagnosticSink) => Result | undefined,
): Result | undefined {
  const errors: Diagnostic[] = [];
  const result = read({
    report: (diagnostic) => {
      if (diagnostic.severity === "error") errors.push(diagnostic);
      sink.report(diagnostic);
    },
  });
  return errors.length > 0 ? undefined : result;
}

function readAlone(source: SourceText, sink: DiagnosticSink): Expression | undefined {
  const { cst } = readExpression(source, sink);
  if (cst.recoveredNode === true) return undefined;
  const [expression] = (cst as SoleExpressionCstNode).children.expression;
  return buildExpression(expression, { file: source.file, sink });
}

/** One expression and nothing after it; line ends mean nothing. Undefined, after a report, when faulty. */
export function parseExpressionText(
  source: SourceText,
  sink: DiagnosticSink,
): Expression | undefined {
  return withoutErrors(sink, (watched) => readAlone(source, watched));
}

/** One formula, `response ~ terms`, and nothing after it. Undefined, after a report, when faulty. */
export function parseFormulaText(source: SourceText, sink: DiagnosticSink): Formula | undefined {
  return withoutErrors(sink, (watched) => {
    const expression = readAlone(source, watched);
    return expression && buildFormula(expression, { file: source.file, sink: watched });
  });
}

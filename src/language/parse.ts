/** From text to tree: whole model files, and formulas or expressions alone. */
import { readExpression, readModelFile } from "../../grammar/index.js";
import type { IToken, ModelFileCstNode, SoleExpressionCstNode } from "../../grammar/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Diagnostic, DiagnosticSink } from "../diagnostics/index.js";
import type {
  Comment,
  Expression,
  Formula,
  ModelFile,
  Name,
  SourceText,
  Statement,
} from "./ast.js";
import { tokenSpan } from "./build-context.js";
import type { BuildContext } from "./build-context.js";
import { buildExpression } from "./build-expression.js";
import { buildFormula } from "./build-formula.js";
import { buildStatement, nameOfUnreadable } from "./build-statement.js";
import { findFaults, noFaults } from "./faults.js";

function buildComment(token: IToken, context: BuildContext): Comment {
  return { text: token.image, span: tokenSpan(token, context) };
}

/** Lexing, layout, parsing and building each report in a pass; readers want the order of the text. */
function reportInOrder(diagnostics: readonly Diagnostic[], sink: DiagnosticSink): void {
  const start = ({ span }: Diagnostic): number => span?.start ?? 0;
  for (const diagnostic of diagnostics.toSorted((one, other) => start(one) - start(other))) {
    sink.report(diagnostic);
  }
}

/** The statements that could be read, in order; every mistake in the file is reported. */
export function parseModelFile(source: SourceText, sink: DiagnosticSink): ModelFile {
  const collector = collectDiagnostics();
  const tree = readModelFile(source, collector);
  const faults = findFaults(collector.diagnostics, tree);
  const context: BuildContext = { file: source.file, sink: collector, faults };
  const statements: Statement[] = [];
  const unreadable: Name[] = [];
  for (const node of (tree.cst as ModelFileCstNode).children.statement ?? []) {
    const statement = buildStatement(node, context);
    const name = statement === undefined ? nameOfUnreadable(node, context) : undefined;
    if (statement !== undefined) statements.push(statement);
    if (name !== undefined) unreadable.push(name);
  }
  reportInOrder(collector.diagnostics, sink);
  return {
    source,
    statements,
    comments: tree.comments.map((token) => buildComment(token, context)),
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
  return buildExpression(expression, { file: source.file, sink, faults: noFaults });
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
    return (
      expression && buildFormula(expression, { file: source.file, sink: watched, faults: noFaults })
    );
  });
}

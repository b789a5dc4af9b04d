/** The outcome that a program asks about: a column, a condition over columns, or `p(y, n)`. */
import { evaluateExpression } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { CallExpression, Expression } from "../../language/ast.js";
import { printExpression } from "../../language/index.js";
import { readSizesOrOnes } from "./read-sizes.js";
import type { ColumnName } from "./read-sizes.js";
import { outcomeOfColumn, outcomeOfCounts } from "./survey-outcome.js";
import type { SurveyOutcome } from "./survey-outcome.js";

function isCounts(expression: Expression): expression is CallExpression {
  return expression.kind === "call" && expression.callee.text === "p";
}

/** `p(y, n)` says how many respondents a row has, so a column of counts cannot say it again. */
function readCounts(
  call: CallExpression,
  sample: DataFrame,
  count: ColumnName | undefined,
  sink: DiagnosticSink,
): SurveyOutcome | undefined {
  const [successes, trials] = call.arguments;
  if (successes === undefined || trials === undefined || call.arguments.length > 2 || count) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: count
        ? "`p(y, n)` and `count` both say how many respondents a row has"
        : "`p` takes successes and trials",
      expected: "p(successes, trials) without `count`",
      span: count?.span ?? call.span,
    });
    return undefined;
  }
  const [y, n] = [successes, trials].map(({ value }) => evaluateExpression(value, sample, sink));
  if (y === undefined || n === undefined) return undefined;
  if (y.kind === "numeric" && n.kind === "numeric") {
    const name = printExpression(call);
    return outcomeOfCounts(name, y.values, n.values, sample, call.span, sink);
  }
  sink.report({
    code: "not-a-number",
    severity: "error",
    message: "successes and trials are counts",
    expected: "columns of numbers",
    span: call.span,
  });
  return undefined;
}

export interface OutcomeSizes {
  /** How many people a row stands for: one when absent. */
  readonly count?: ColumnName | undefined;
  /** Whether these are respondents, whole ones; true when absent. */
  readonly whole?: boolean;
}

/** Undefined after a report. */
export function readOutcome(
  expression: Expression,
  sample: DataFrame,
  { count, whole = true }: OutcomeSizes,
  sink: DiagnosticSink,
): SurveyOutcome | undefined {
  if (isCounts(expression)) return readCounts(expression, sample, count, sink);
  const purpose = whole ? "the number of respondents" : "the population";
  const counts = readSizesOrOnes(sample, count, { purpose, whole }, sink);
  const value = evaluateExpression(expression, sample, sink);
  if (counts === undefined || value === undefined) return undefined;
  const name = expression.kind === "name" ? expression.text : printExpression(expression);
  return outcomeOfColumn(name, value, counts);
}

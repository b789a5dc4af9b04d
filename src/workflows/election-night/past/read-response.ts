/** Which columns a model's response compares: `log(turnout / baseline)`, or `log(turnout)` without a baseline. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { Expression } from "../../../language/ast.js";

export interface RatioResponse {
  readonly count: string;
  /** Undefined where the count itself is modelled. */
  readonly baseline: string | undefined;
}

function bare(expression: Expression): Expression {
  return expression.kind === "parenthesised" ? bare(expression.inner) : expression;
}

function readRatio(response: Expression): RatioResponse | undefined {
  if (response.kind !== "call" || response.callee.text !== "log") return undefined;
  const [argument, ...others] = response.arguments;
  if (argument === undefined || others.length > 0) return undefined;
  const inner = bare(argument.value);
  if (inner.kind === "name") return { count: inner.text, baseline: undefined };
  if (inner.kind !== "binary" || inner.operator !== "/") return undefined;
  const [count, baseline] = [bare(inner.left), bare(inner.right)];
  if (count.kind !== "name" || baseline.kind !== "name") return undefined;
  return { count: count.text, baseline: baseline.text };
}

/** Undefined after a report. */
export function readResponse(
  response: Expression,
  span: Span | undefined,
  sink: DiagnosticSink,
): RatioResponse | undefined {
  const ratio = readRatio(bare(response));
  if (ratio !== undefined) return ratio;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: "the model's response does not say how counts are predicted",
    expected: "log(count / baseline), or log(count)",
    ...(span && { span }),
  });
  return undefined;
}

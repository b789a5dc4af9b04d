/** Lists of levels as a program writes them: `["a", "b"]`, `[-0.5, 0.5]`, `levels("state", 50)`. */
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { CallExpression, Expression } from "../language/ast.js";

export type LevelList =
  | { readonly kind: "numbers"; readonly values: readonly number[] }
  | { readonly kind: "labels"; readonly values: readonly string[] };

/** More levels than any grouping factor has. */
const mostLevels = 10_000_000;

function refuseList(span: Span, message: string, sink: DiagnosticSink): undefined {
  const expected = 'levels as ["a", "b"], [-0.5, 0.5] or levels("state", 50)';
  sink.report({ code: "bad-expression", severity: "error", message, span, expected });
  return undefined;
}

/** A number, with any signs before it. */
export function signedNumber(expression: Expression): number | undefined {
  if (expression.kind === "number") return expression.value;
  if (expression.kind !== "unary" || expression.operator === "not") return undefined;
  const operand = signedNumber(expression.operand);
  if (operand === undefined) return undefined;
  return expression.operator === "-" ? -operand : operand;
}

/** `state01` ... `state50`: padded with zeros, so that their order as text is their order. */
function numberedLevels(call: CallExpression, sink: DiagnosticSink): LevelList | undefined {
  const [prefix, count] = call.arguments.map(({ value }) => value);
  const whole = count?.kind === "number" && Number.isInteger(count.value) ? count.value : 0;
  if (prefix?.kind !== "text" || call.arguments.length !== 2 || whole < 1 || whole > mostLevels) {
    refuseList(call.span, "`levels` needs a text and how many", sink);
    return undefined;
  }
  const width = String(whole).length;
  const values = Array.from(
    { length: whole },
    (_, position) => prefix.value + String(position + 1).padStart(width, "0"),
  );
  return { kind: "labels", values };
}

/** The list's values, in order and without repeats, or undefined after a report. */
export function readLevelList(expression: Expression, sink: DiagnosticSink): LevelList | undefined {
  if (expression.kind === "call" && expression.callee.text === "levels") {
    return numberedLevels(expression, sink);
  }
  if (expression.kind !== "list" || expression.items.length === 0) {
    refuseList(expression.span, "a list of levels is needed here", sink);
    return undefined;
  }
  const labels = expression.items.flatMap((item) => (item.kind === "text" ? [item.value] : []));
  const numbers = expression.items.flatMap((item) => signedNumber(item) ?? []);
  const complete = [labels.length, numbers.length].includes(expression.items.length);
  if (!complete) {
    refuseList(expression.span, "levels are all texts or all numbers", sink);
    return undefined;
  }
  if (new Set([...labels, ...numbers]).size < expression.items.length) {
    refuseList(expression.span, "a level stands in the list twice", sink);
    return undefined;
  }
  return labels.length > 0
    ? { kind: "labels", values: labels }
    : { kind: "numbers", values: numbers };
}

/** Calls of formulas that have a meaning of their own, and those that a later version will have. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { CallExpression } from "../language/ast.js";

const responseCalls: ReadonlySet<string> = new Set(["p", "prop", "proportion", "weighted", "se"]);

const laterCalls: ReadonlySet<string> = new Set([
  ...["censored", "truncated", "constrained", "counts", "votes", "c"],
  ...["hsgp", "gp", "s", "t2", "te", "ti", "mo", "seasonal"],
  ...["composition", "mm", "gr", "me", "mi"],
]);

/** Whether a call describes a response: `p(y, n)`, `weighted(y, w)`, `se(y, s)`. */
export function isResponseCall(name: string): boolean {
  return responseCalls.has(name);
}

/** Networks are the whole right side of a formula of totals, and never come to a design. */
const networkCalls: ReadonlySet<string> = new Set(["dense", "deep_mlm"]);

/** Reports a call that this version does not have, or not here; true when it did. */
export function reportAbsentCall(call: CallExpression, sink: DiagnosticSink): boolean {
  const name = call.callee.text;
  if (networkCalls.has(name)) {
    sink.report({
      code: "network-without-totals",
      severity: "error",
      message: "networks are trained on totals of units",
      span: call.span,
      expected: "a model block with aggregate by KEY to DATA, or compileNetwork of the library",
    });
    return true;
  }
  if (!laterCalls.has(name)) return false;
  sink.report({
    code: "not-in-this-version",
    severity: "error",
    message: `\`${name}(...)\` is not in this version`,
    span: call.span,
  });
  return true;
}

/** Keeps the rows that meet a condition and says how many are left out for want of a value. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Expression } from "../language/ast.js";
import { rowLocation, selectRows } from "./data-frame.js";
import type { DataFrame } from "./data-frame.js";
import { openContext } from "./evaluate-expression.js";
import { evaluateNumbers } from "./evaluated-column.js";
import { countOf } from "./wording.js";

/** Rows where the condition is true (not zero); where it is missing the row is left out with a note. */
export function filterFrame(
  frame: DataFrame,
  condition: Expression,
  name: string,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const values = evaluateNumbers(condition, openContext(frame, sink), "a condition");
  if (values === undefined) return undefined;
  const missing = values.reduce((count, value) => count + Number(Number.isNaN(value)), 0);
  if (missing > 0) {
    sink.report({
      code: "missing-left-out",
      severity: "note",
      message: `${countOf(missing, "row")} of \`${frame.name}\` ${missing === 1 ? "is" : "are"} left out because the condition is missing there`,
      span: condition.span,
      ...rowLocation(frame, values.findIndex(Number.isNaN)),
    });
  }
  const kept: number[] = [];
  values.forEach((value, row) => {
    if (value !== 0 && !Number.isNaN(value)) kept.push(row);
  });
  if (kept.length === 0) {
    const message = `no row of \`${frame.name}\` meets the condition`;
    sink.report({ code: "no-rows", severity: "error", message, span: condition.span });
    return undefined;
  }
  return selectRows(frame, Int32Array.from(kept), name);
}

/** `crosstab(fit, by = party + race)`: how groups of people chose, from a fit of totals. */
import type { Expression, Name } from "../../language/ast.js";
import { requireColumn } from "../column-expressions.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

/** `party + race`, `[party, race]` or one column; undefined for anything else. */
function columnsOf(by: Expression): readonly Name[] | undefined {
  if (by.kind === "name") return [by];
  if (by.kind === "parenthesised") return columnsOf(by.inner);
  if (by.kind === "text") return [{ kind: "name", text: by.value, quoted: true, span: by.span }];
  const parts =
    by.kind === "list"
      ? by.items
      : by.kind === "binary" && (by.operator === "+" || by.operator === ":")
        ? [by.left, by.right]
        : undefined;
  const names = parts?.map(columnsOf);
  return names?.every((one) => one !== undefined) ? names.flat() : undefined;
}

function requireColumns(by: Expression, call: VerbCall): readonly Name[] | undefined {
  const names = columnsOf(by);
  if (names) return names;
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: "`by` of `crosstab` names the columns whose crossing makes the groups",
    span: by.span,
    expected: "party, party + race or [party, race]",
  });
  return undefined;
}

export const crosstab: Verb = defineVerb({
  name: "crosstab",
  summary:
    "Groups of people by outcome, from a fit of a model with `aggregate by`: averaged over the people in every draw.",
  returns: "table",
  totals: true,
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit" },
    by: {
      kind: "expression",
      help: "the groups: a column of the people, or several that are crossed, `party + race`; without it, everybody",
    },
    interval: { kind: "probability", default: "0.95", help: "probability inside the interval" },
  },
  async run({ fit, by, interval = 0.95 }, call) {
    const names = by ? requireColumns(by, call) : [];
    if (!names) return undefined;
    const workflow = await import("../../workflows/ecological/individuals/index.js");
    const { span } = call.expression.callee;
    return workflow.crosstab(fit, { by: names, interval, span }, call.sink);
  },
  check({ by }, call) {
    const spec = call.specOf("fit");
    const names = by ? requireColumns(by, call) : [];
    if (spec && names) for (const name of names) requireColumn(spec.origin.frame, name, call.sink);
    return Promise.resolve();
  },
});

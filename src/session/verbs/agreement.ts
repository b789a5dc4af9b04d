/** `agreement(a, b)`: two fits of one model side by side, flagged where they differ. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const agreement: Verb = defineVerb({
  name: "agreement",
  summary:
    "Two fits of one model side by side: means, sds and their difference in posterior sds, flagged above 0.1 and 0.3.",
  returns: "table",
  totals: true,
  parameters: {
    a: { kind: "fit", required: true, help: "a fit" },
    b: { kind: "fit", required: true, help: "another fit of the same model" },
    all: { kind: "boolean", default: "false", help: "true shows group effects that agree as well" },
  },
  async run({ a, b, all = false }, call) {
    const workflow = await import("../../workflows/agreement/index.js");
    return workflow.agreement(a, b, { all, span: call.expression.callee.span }, call.sink);
  },
});

/** `shrinkage(fit, by = state)`: each group's own data beside what the fit says of it. */
import { checkColumns } from "../predictive-arguments.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const shrinkage: Verb = defineVerb({
  name: "shrinkage",
  summary:
    "What each group's own rows have beside the partially pooled estimate of the fit, the estimate without the group's effects, and the pooling factor.",
  returns: "table",
  deferred: true,
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit" },
    by: { kind: "columns", required: true, help: "the groups: columns of the model's data" },
    scale: {
      kind: "word",
      choices: ["response", "link"],
      default: "response",
      help: "means and shares, or linear predictors",
    },
    interval: { kind: "probability", default: "0.9", help: "probability inside the interval" },
  },
  check({ by }, call) {
    const spec = call.specOf("fit");
    if (spec) checkColumns(spec, by, call.sink);
    return Promise.resolve();
  },
  async run({ fit, by, scale, interval }, call) {
    if (!checkColumns(fit.model.spec, by, call.sink)) return undefined;
    const posterior = await import("../../posterior/index.js");
    return posterior.shrinkageTable(fit, {
      by: by.map(({ text }) => text),
      ...(scale !== undefined && { scale: scale as "response" | "link" }),
      ...(interval !== undefined && { interval }),
    });
  },
});

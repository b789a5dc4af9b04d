/** `score(estimates, truth, by = state)`: how far estimates are from what is known to be true. */
import { requireColumn } from "../column-expressions.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const score: Verb = defineVerb({
  name: "score",
  summary:
    "Mean absolute error, root mean squared error and interval coverage of estimates against the truth, with the raw shares' error beside it.",
  returns: "table",
  parameters: {
    estimates: { kind: "estimates", required: true, help: "poststratified estimates" },
    truth: { kind: "data", required: true, help: "a row per area with its true value" },
    by: { kind: "columns", required: true, help: "the areas" },
    estimate: { kind: "column", help: "the column of the estimates that is scored" },
    value: { kind: "column", help: "the column with the truth" },
    raw: { kind: "column", help: "a column of the truth's table with the raw shares" },
  },
  async run({ estimates, truth, by, estimate, value, raw }, call) {
    const workflow = await import("../../workflows/mrp/index.js");
    return workflow.score(
      estimates,
      truth,
      {
        by: by.map(({ text }) => text),
        ...(estimate && { estimate: estimate.text }),
        ...(value && { truth: value.text }),
        ...(raw && { raw: raw.text }),
      },
      call.sink,
    );
  },
  check({ truth, by = [], value, raw }, call) {
    if (truth === undefined) return Promise.resolve();
    for (const name of [...by, value, raw])
      if (name !== undefined) requireColumn(truth, name, call.sink);
    return Promise.resolve();
  },
});

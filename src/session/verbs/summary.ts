/** `summary(fit)`: mean, sd, interval, Monte Carlo error, ESS and R-hat of every parameter. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const summary: Verb = defineVerb({
  name: "summary",
  summary:
    "Mean, sd, 94 % highest-density interval, Monte Carlo error, effective sample sizes and R-hat of the parameters of a fit.",
  returns: "table",
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit to summarise" },
    all: { kind: "boolean", default: "false", help: "true shows the group effects as well" },
  },
  async run({ fit, all = false }) {
    const { summaryTable } = await import("../../report/index.js");
    return summaryTable(fit, all);
  },
});

/** `summary(fit)`: what is known of every parameter, in the columns that its engine can fill. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const summary: Verb = defineVerb({
  name: "summary",
  summary:
    "The parameters of a fit. nuts: mean, sd, 94 % highest-density interval, Monte Carlo error, effective sample sizes and R-hat; inla: mean, sd, quantiles and mode, with DIC, WAIC and the marginal likelihood.",
  returns: "table",
  totals: true,
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit to summarise" },
    all: { kind: "boolean", default: "false", help: "true shows the group effects as well" },
    term: { kind: "text", help: 'one term only, such as "1|state": its scale and its effects' },
    exponentiate: {
      kind: "boolean",
      default: "false",
      help: "true shows the intercept and common coefficients as ratios, exp of their quantiles",
    },
  },
  async run({ fit, all = false, term, exponentiate = false }, call) {
    const report = await import("../../report/index.js");
    if (exponentiate) return report.ratioTable(fit);
    if (term === undefined) return report.summaryTable(fit, all);
    const table = report.termTable(fit, term);
    if (table) return table;
    const terms = [...new Set(fit.model.parameters.map((parameter) => parameter.term))];
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: `the fit has no term \`${term}\``,
      span: call.spanOf("term"),
      expected: `one of ${terms.join(", ")}`,
    });
    return undefined;
  },
});

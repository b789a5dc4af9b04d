/** `synthetic_joint([ages, schools], weight = n)`: a population by all variables from its margins. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const syntheticJoint: Verb = defineVerb({
  name: "synthetic_joint",
  summary:
    "Makes a population by all variables together from tables that have only some of them, by iterative proportional fitting of their product or of a survey's joint table; says what that assumes.",
  returns: "data",
  parameters: {
    margins: {
      kind: "frames",
      required: true,
      help: "tables of totals, which may share variables",
    },
    weight: { kind: "column", required: true, help: "the tables' column of people" },
    by: {
      kind: "margins",
      help: "the margins: columns and crossings; without it, each table's columns beside its weight, crossed",
    },
    base: { kind: "data", help: "a survey whose associations hold where the margins say nothing" },
    count: { kind: "column", default: "1", help: "the respondents in each row of the survey" },
    survey_weight: { kind: "column", default: "1", help: "the respondents' weights" },
    tolerance: {
      kind: "probability",
      default: "1e-9",
      help: "the largest relative change of a margin in a round that counts as none",
    },
    rounds: { kind: "count", default: "1000", help: "the most rounds over all margins" },
  },
  async run({ margins, weight, by, base, count, survey_weight: surveyWeight, ...rules }, call) {
    const workflow = await import("../../workflows/survey/index.js");
    return workflow.syntheticJoint(
      {
        margins,
        weight,
        ...(by && { by }),
        ...(base && { base }),
        ...(count && { count }),
        ...(surveyWeight && { surveyWeight }),
        tolerance: rules.tolerance ?? 1e-9,
        rounds: rules.rounds ?? 1000,
        resultName: call.resultName,
        span: call.expression.callee.span,
      },
      call.sink,
    );
  },
});

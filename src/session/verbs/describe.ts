/** `describe(sample, frame, by = [age, edu], weight = n)`: a sample beside its population. */
import { columnSet } from "../column-expressions.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const describe: Verb = defineVerb({
  name: "describe",
  summary:
    "Shares of a sample beside those of the population, level by level, raw and weighted: difference and ratio. Or means of an outcome that both have.",
  returns: "table",
  parameters: {
    sample: { kind: "data", required: true, help: "respondents, or cells of them with a count" },
    frame: { kind: "data", required: true, help: "the population: a row per cell" },
    by: {
      kind: "margins",
      required: true,
      help: "the variables, and crossings of them such as age:edu",
    },
    weight: { kind: "column", default: "1", help: "the population's column of people" },
    survey_weight: { kind: "column", help: "the respondents' weights, for weighted shares too" },
    count: { kind: "column", default: "1", help: "the respondents in each row of the sample" },
    outcome: {
      kind: "expression",
      help: "what both tables have: its means by level instead of the levels' shares",
    },
  },
  async run({ sample, frame, by, weight, survey_weight: surveyWeight, count, outcome }, call) {
    const workflow = await import("../../workflows/survey/index.js");
    const question = {
      sample,
      frame,
      by,
      ...(weight && { weight }),
      ...(count && { count }),
      ...(surveyWeight && { surveyWeight }),
    };
    if (outcome === undefined) return workflow.describeSample(question, call.sink);
    return workflow.describeOutcome(
      { ...question, outcomeIn: (data) => call.fillIn(outcome, columnSet(data)) },
      call.sink,
    );
  },
});

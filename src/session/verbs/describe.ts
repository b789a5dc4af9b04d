/** `describe(sample, frame, by = [age, edu], weight = n)`: a sample beside its population. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const describe: Verb = defineVerb({
  name: "describe",
  summary:
    "Shares of a sample beside those of the population, level by level, raw and weighted: difference and ratio.",
  returns: "table",
  parameters: {
    sample: { kind: "data", required: true, help: "respondents, or cells of them with a count" },
    frame: { kind: "data", required: true, help: "the population: a row per cell" },
    by: {
      kind: "margins",
      required: true,
      help: "the variables, and crossings of them such as age:edu",
    },
    weight: { kind: "column", required: true, help: "the population's column of people" },
    survey_weight: { kind: "column", help: "the respondents' weights, for weighted shares too" },
    count: { kind: "column", default: "1", help: "the respondents in each row of the sample" },
  },
  async run({ sample, frame, by, weight, survey_weight: surveyWeight, count }, call) {
    const workflow = await import("../../workflows/survey/index.js");
    return workflow.describeSample(
      {
        sample,
        frame,
        by,
        weight,
        ...(count && { count }),
        ...(surveyWeight && { surveyWeight }),
      },
      call.sink,
    );
  },
});

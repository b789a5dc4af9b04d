/** `rake(sample, frame, by = [state, age:edu], weight = n)`: weights that give a sample the population's margins. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const rake: Verb = defineVerb({
  name: "rake",
  summary:
    "Adds a column of weights under which a sample has the margins of a population: design weights scaled to one margin after the other until all hold, or to all variables together.",
  returns: "data",
  parameters: {
    sample: { kind: "data", required: true, help: "respondents, or cells of them with a count" },
    frame: {
      kind: "frames",
      required: true,
      help: "the population: cells, or a list of tables of totals",
    },
    by: {
      kind: "margins",
      help: "the margins: columns and crossings; without it, each table's columns beside its weight, crossed",
    },
    weight: { kind: "column", required: true, help: "the population's column of people" },
    base: { kind: "column", default: "1", help: "the sample's design weights, to start from" },
    count: { kind: "column", default: "1", help: "the respondents in each row of the sample" },
    method: {
      kind: "word",
      choices: ["rake", "poststratify"],
      default: "rake",
      help: "poststratify takes all variables together as one margin",
    },
    trim: { kind: "number", help: "the largest weight, as a multiple of the mean weight" },
    tolerance: {
      kind: "probability",
      default: "1e-9",
      help: "the largest relative change of a margin in a round that counts as none",
    },
    rounds: { kind: "count", default: "1000", help: "the most rounds over all margins" },
    total: { kind: "number", help: "what weights add up to, instead of the population" },
    name: { kind: "text", default: '"weight"', help: "the new column" },
  },
  async run(given, call) {
    const workflow = await import("../../workflows/survey/index.js");
    const { sample, frame: population, weight, name, method, ...rest } = given;
    const raked = workflow.rake(
      {
        sample,
        population,
        weight,
        method: (method ?? "rake") as "rake" | "poststratify",
        name: name === undefined ? { text: "weight" } : { text: name, span: call.spanOf("name") },
        tolerance: rest.tolerance ?? 1e-9,
        rounds: rest.rounds ?? 1000,
        ...(rest.by && { by: rest.by }),
        ...(rest.base && { base: rest.base }),
        ...(rest.count && { count: rest.count }),
        ...(rest.trim !== undefined && { trim: rest.trim }),
        ...(rest.total !== undefined && { total: rest.total }),
        resultName: call.resultName,
        span: call.expression.callee.span,
      },
      call.sink,
    );
    return raked?.data;
  },
});

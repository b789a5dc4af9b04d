/** `align(model, frame, weight = n, by = state)`: where a survey and a population do not match. */
import { requireColumn } from "../column-expressions.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const align: Verb = defineVerb({
  name: "align",
  summary:
    "Levels that only the survey or only the population has and the nearest names, code books and area sizes that do not fit, areas and cells without respondents or people, predictors that are missing.",
  returns: "table",
  deferred: true,
  parameters: {
    model: { kind: "model", required: true, help: "the model whose data are the survey" },
    frame: { kind: "data", required: true, help: "the population: a row per cell" },
    weight: { kind: "column", required: true, help: "the column with the size of each cell" },
    by: { kind: "columns", help: "the areas" },
  },
  async run({ model, frame, weight, by = [] }, call) {
    const { alignFrames } = await import("../../workflows/mrp/index.js");
    const question = { by: by.map(({ text }) => text), weight: weight.text };
    const span = call.expression.callee.span;
    return alignFrames(model, model.origin.frame, frame, { ...question, span }, call.sink);
  },
  check({ frame, weight, by = [] }, call) {
    for (const name of [weight, ...by]) if (frame && name) requireColumn(frame, name, call.sink);
    return Promise.resolve();
  },
});

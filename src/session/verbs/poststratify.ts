/** `poststratify(fit, frame, weight = n, by = state)`: what a fit says about a population. */
import { evaluateDesign } from "../../design/index.js";
import { columnNamed } from "../column-expressions.js";
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";

export const poststratify = defineVerb({
  name: "poststratify",
  summary:
    "Averages what a fit predicts for the cells of a population over each area, draw by draw, weighted by the cells' sizes.",
  returns: "estimates",
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit" },
    frame: { kind: "data", required: true, help: "the population: a row per cell" },
    weight: { kind: "column", required: true, help: "the column with the size of each cell" },
    by: { kind: "columns", help: "the areas; without it, the whole population" },
    new_levels: {
      kind: "word",
      choices: ["gaussian", "resample", "zero"],
      default: "gaussian",
      help: "effects of levels that the fit has not seen: drawn from their population distribution, copied from a known level, or zero",
    },
    interval: { kind: "probability", default: "0.9", help: "probability inside the interval" },
    seed: { kind: "seed", default: "1", help: "seed of the effects of new levels" },
  },
  async run(given, call) {
    const workflow = await import("../../workflows/mrp/index.js");
    const by = (given.by ?? []).map(({ text }) => text);
    return workflow.poststratify(
      given.fit,
      given.frame,
      {
        by,
        weight: given.weight.text,
        newLevels: (given.new_levels ?? "gaussian") as "gaussian" | "resample" | "zero",
        interval: given.interval ?? 0.9,
        seed: given.seed ?? 1,
        span: call.expression.span,
      },
      call.sink,
    );
  },
  check({ frame, weight, by = [] }, call) {
    const spec = call.specOf("fit");
    if (frame === undefined || weight === undefined) return Promise.resolve();
    for (const name of [weight, ...by]) columnNamed(frame, name, call.sink);
    if (spec !== undefined) evaluateDesign(spec.design.state, frame, call.sink);
    return Promise.resolve();
  },
});

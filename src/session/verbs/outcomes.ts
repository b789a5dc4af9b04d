/** `outcomes(model, [abortion, guns], frame, weight = n, by = state)`: one formula for several outcomes. */
import { requireColumn } from "../column-expressions.js";
import { followFits } from "../follow-fits.js";
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const outcomes: Verb = defineVerb({
  name: "outcomes",
  summary:
    "Fits a model's formula to several outcomes, each on the rows in which it is not missing, and poststratifies every fit: one table of estimates with a column `outcome`.",
  returns: "estimates",
  deferred: true,
  parameters: {
    model: { kind: "model", required: true, help: "the model whose formula all outcomes have" },
    responses: {
      kind: "expression",
      required: true,
      help: "`[abortion, guns]`, columns in the place of the model's own, or whole responses, `[p(abortion, n), p(guns, m)]`",
    },
    frame: { kind: "data", required: true, help: "the population: a row per cell" },
    weight: { kind: "column", required: true, help: "the column with the size of each cell" },
    by: { kind: "groupings", help: "the areas, as in poststratify" },
    totals: { kind: "boolean", default: "false", help: "as in poststratify" },
    engine: {
      kind: "word",
      choices: ["inla", "nuts", "advi", "pathfinder", "auto"],
      default: "inla",
      help: "the inference engine of the fits",
    },
    draws: { kind: "count", help: "as in fit" },
    new_levels: {
      kind: "word",
      choices: ["gaussian", "resample", "zero"],
      default: "gaussian",
      help: "as in poststratify",
    },
    weights: { kind: "column", help: "as in poststratify" },
    interval: { kind: "probability", default: "0.9", help: "probability inside the interval" },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  },
  async check({ model, responses, frame, weight, by = [], weights }, call) {
    if (model && weights) requireColumn(model.origin.frame, weights, call.sink);
    if (frame && weight)
      for (const name of [weight, ...by.flat()]) requireColumn(frame, name, call.sink);
    if (model === undefined || responses === undefined) return;
    const [{ resolveOutcomes }, { evaluateDesign }] = await Promise.all([
      import("../../workflows/outcomes/index.js"),
      import("../../design/index.js"),
    ]);
    const models = resolveOutcomes(model, responses, call.sink);
    const [first] = models ?? [];
    if (first && frame) evaluateDesign(first.spec.design.state, frame, call.sink);
  },
  async run(given, call) {
    const { model, responses, frame, weight, by = [[]], seed } = given;
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const [library, workflow] = await Promise.all([
      import("../library-outcomes.js"),
      import("../../workflows/outcomes/index.js"),
    ]);
    const models = workflow.resolveOutcomes(model, responses, call.sink);
    if (models === undefined) return undefined;
    const { totals, draws, weights, interval } = given;
    const options = library.estimatingOf({
      by: by.map((columns) => columns.map(({ text }) => text)),
      weight: weight.text,
      ...(totals !== undefined && { totals }),
      ...(draws !== undefined && { draws }),
      ...(weights && { weights: weights.text }),
      ...(interval !== undefined && { interval }),
      engine: (given.engine ?? "inla") as "inla" | "nuts" | "advi" | "pathfinder" | "auto",
      new_levels: (given.new_levels ?? "gaussian") as "gaussian" | "resample" | "zero",
      seed: seed ?? 1,
      signal: call.openSignal(),
      runner: call.host.runner,
      onFit: followFits("outcomes", model.name, call),
    });
    try {
      const { span } = call.expression.callee;
      return await workflow.outcomes(models, frame, { ...options, span }, call.sink);
    } finally {
      call.emit({ kind: "fit-ended" });
    }
  },
});

/** `leave_area_out(model, by = state)`: how well a model predicts areas that it has not seen. */
import { requireColumn } from "../column-expressions.js";
import { followFits } from "../follow-fits.js";
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const leaveAreaOut: Verb = defineVerb({
  name: "leave_area_out",
  summary:
    "Refits a model without each area, or folds of areas, and holds what it then expects of them, effects of the area drawn as those of a new level, against what their respondents said: error, interval with the sampling noise of the area's own responses, and log density.",
  returns: "table",
  deferred: true,
  parameters: {
    model: { kind: "model", required: true, help: "the model" },
    by: { kind: "columns", required: true, help: "the areas" },
    folds: { kind: "count", help: "folds of areas that are left out together; each by itself" },
    engine: {
      kind: "word",
      choices: ["inla", "nuts", "advi", "pathfinder", "auto"],
      default: "inla",
      help: "the inference engine of the fits",
    },
    draws: { kind: "count", default: "1000", help: "draws of every fit; nuts: per chain" },
    interval: {
      kind: "probability",
      default: "0.9",
      help: "probability inside the interval of an area's responses",
    },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  },
  check({ model, by = [] }, call) {
    if (model) for (const name of by) requireColumn(model.origin.frame, name, call.sink);
    return Promise.resolve();
  },
  async run({ model, by, folds, engine, draws, interval, seed }, call) {
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const [library, workflow] = await Promise.all([
      import("../library-validation.js"),
      import("../../workflows/validation/index.js"),
    ]);
    const onFold = followFits("areas left out", model.name, call);
    const options = library.validationOf({
      by: by.map(({ text }) => text),
      ...(folds !== undefined && { folds }),
      ...(draws !== undefined && { draws }),
      ...(interval !== undefined && { interval }),
      engine: (engine ?? "inla") as "inla" | "nuts" | "advi" | "pathfinder" | "auto",
      seed: seed ?? 1,
      signal: call.openSignal(),
      runner: call.host.runner,
      onFold,
    });
    try {
      const { span } = call.expression.callee;
      const validation = await workflow.leaveAreaOut(model, { ...options, span }, call.sink);
      return validation?.table;
    } finally {
      call.emit({ kind: "fit-ended" });
    }
  },
});

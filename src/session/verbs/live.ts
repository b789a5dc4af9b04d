/** `live(before, units = tonight, level = "election=2019", unit = precinct, by = district)`: a model ready for the night. */
import { requireColumn } from "../column-expressions.js";
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const live: Verb = defineVerb({
  name: "live",
  summary:
    "Makes of a fit of past elections and tonight's units a model that forecasts counts while units report.",
  returns: "night",
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit of past elections, log(count / baseline)" },
    units: { kind: "data", required: true, help: "tonight's units: a row each" },
    unit: { kind: "column", required: true, help: "the column with the units' names" },
    level: {
      kind: "text",
      help: '`"election=2019"`: the level that is new tonight; its effects start at their prior',
    },
    size: {
      kind: "column",
      help: "the size that a unit's own residual falls with, in both data; the baseline where not given",
    },
    by: { kind: "columns", help: "columns of the areas that units are summed over" },
    intervals: {
      kind: "probabilities",
      default: "[0.5, 0.9]",
      help: "probabilities inside the intervals",
    },
    publish_at: {
      kind: "probability",
      default: "0.25",
      help: "share of the units that must have reported before anything is published",
    },
    widen: {
      kind: "number",
      default: "0.5",
      help: "sd by which the logs of tonight's scales may differ from the past's",
    },
    factor: {
      kind: "number",
      help: "counts of more than so many times their baseline, or less than one part in so many, are not learnt from",
    },
    baseline_noise: {
      kind: "number",
      default: "0",
      help: "variance of the noise of baselines over that of tonight's counts; 1 where both are counts of the same kind",
    },
    draws: { kind: "count", default: "640", help: "draws behind every forecast" },
    seed: { kind: "seed", default: "1", help: "seed of the draws" },
  },
  async run({ fit, units, unit, size, level, by = [], intervals = [0.5, 0.9], ...given }, call) {
    const workflow = await import("../../workflows/election-night/index.js");
    if (given.seed === undefined) noteDefaults(call, ["seed = 1"]);
    return workflow.live(
      fit,
      units,
      {
        name: call.resultName,
        unit: unit.text,
        by: by.map(({ text }) => text),
        intervals: intervals.toSorted((a, b) => a - b),
        publishAt: given.publish_at ?? 0.25,
        widen: given.widen ?? 0.5,
        draws: given.draws ?? 640,
        seed: given.seed ?? 1,
        baselineNoise: given.baseline_noise ?? 0,
        ...(given.factor !== undefined && { factor: given.factor }),
        ...(size && { size: size.text }),
        ...(level !== undefined && { level }),
        span: call.expression.callee.span,
      },
      call.sink,
    );
  },
  async check({ units, unit, size, by = [] }, call) {
    if (units !== undefined)
      for (const name of [unit, size, ...by]) if (name) requireColumn(units, name, call.sink);
    const spec = call.specOf("fit");
    if (spec === undefined) return;
    if (size) requireColumn(spec.origin.frame, size, call.sink);
    const { checkModel } = await import("../../workflows/election-night/index.js");
    checkModel(spec, call.spanOf("fit"), call.sink);
  },
});

/** `ecological_methods(precincts, votes(...), composition(...))`: every method on the same margins. */
import { marginsParameters, readMarginsOf } from "../margins-argument.js";
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";
import { samplingOf, samplingParameters } from "./ecological-sampling.js";

export const ecologicalMethods: Verb = defineVerb({
  name: "ecological_methods",
  summary:
    "Bounds, Goodman's regression and every hierarchical model side by side on the same margins, with how far they disagree.",
  returns: "table",
  deferred: true,
  parameters: { ...marginsParameters, ...samplingParameters },
  async check({ data, votes, composition, unit }, call) {
    if (data && votes && composition) await readMarginsOf({ data, votes, composition, unit }, call);
  },
  async run(given, call) {
    const margins = await readMarginsOf(given, call);
    if (margins === undefined) return undefined;
    if (given.seed === undefined) noteDefaults(call, ["seed = 1"]);
    const workflow = await import("../../workflows/ecological/margins/index.js");
    const fits = [];
    for (const model of workflow.suitableModels(margins)) {
      const fit = await workflow.fitMargins(margins, { model, ...samplingOf(given, call) });
      fits.push({ fit, judgement: workflow.judgeFit(fit) });
    }
    const options = { interval: given.interval ?? 0.95, span: call.spanOf("composition") };
    return workflow.compareMethods(margins, fits, options, call.sink);
  },
});

/** `tomography(estimates)`: the lines of rates that each unit's margins allow. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const tomography: Verb = defineVerb({
  name: "tomography",
  summary:
    "For two groups and two outcomes, the line of rates that each unit's margins allow, with the posterior mean on it.",
  returns: "table",
  parameters: {
    estimates: {
      kind: "estimates",
      required: true,
      help: "what `ecological(..., by_unit = true)` found",
    },
  },
  async run({ estimates }, call) {
    const workflow = await import("../../workflows/ecological/margins/index.js");
    return workflow.tomography(estimates, call.sink, call.spanOf("estimates"));
  },
});

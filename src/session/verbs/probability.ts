/** `probability(estimates, above = 0.5)`: how probable it is that an area's value is on one side. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const probability: Verb = defineVerb({
  name: "probability",
  summary:
    "The probability that each area's value lies above a threshold, below one, or between two: a share of the draws.",
  returns: "table",
  parameters: {
    estimates: { kind: "estimates", required: true, help: "poststratified estimates" },
    above: { kind: "number", help: "the threshold that the value is above" },
    below: { kind: "number", help: "the threshold that the value is below" },
  },
  async run({ estimates, above, below }, call) {
    const workflow = await import("../../workflows/areas/index.js");
    return workflow.probability(
      estimates,
      {
        ...(above !== undefined && { above }),
        ...(below !== undefined && { below }),
        span: call.spanOf(above === undefined ? "below" : "above"),
      },
      call.sink,
    );
  },
});

/** `differences(estimates, reference = "Ohio")`: how much one area's value is above another's. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const differences: Verb = defineVerb({
  name: "differences",
  summary:
    "Differences between areas, from the draws: of all pairs, of every area and a reference, or of two estimates area by area; mean, interval and the probability of being above zero.",
  returns: "table",
  parameters: {
    estimates: { kind: "estimates", required: true, help: "poststratified estimates" },
    other: {
      kind: "estimates",
      help: "estimates of the same areas, subtracted: paired draw by draw where both are of one fit, else independent",
    },
    reference: {
      kind: "text",
      help: 'the area that all others are compared with, such as "Ohio", "Ohio, 18-29" or "(all)"; without it, all pairs',
    },
    interval: {
      kind: "probability",
      default: "that of the estimates",
      help: "probability inside the interval",
    },
  },
  async run({ estimates, other, reference, interval }, call) {
    if (other !== undefined && reference !== undefined) {
      call.sink.report({
        code: "bad-argument",
        severity: "error",
        message: "`differences` takes either `other` or `reference`",
        span: call.spanOf("reference"),
      });
      return undefined;
    }
    const workflow = await import("../../workflows/areas/index.js");
    return workflow.differences(
      estimates,
      {
        ...(other && { other }),
        ...(reference !== undefined && { reference }),
        ...(interval !== undefined && { interval }),
        span: call.spanOf(other ? "other" : reference === undefined ? "estimates" : "reference"),
      },
      call.sink,
    );
  },
});

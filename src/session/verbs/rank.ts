/** `rank(estimates, top = 5)`: where each area stands among the others. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const rank: Verb = defineVerb({
  name: "rank",
  summary:
    "The rank of each area among the others, from the draws: mean rank with its interval, the probability of being first and of being among the first so many.",
  returns: "table",
  parameters: {
    estimates: { kind: "estimates", required: true, help: "poststratified estimates" },
    first: {
      kind: "word",
      choices: ["highest", "lowest"],
      default: "highest",
      help: "which value has rank 1",
    },
    top: { kind: "count", help: "also the probability of being one of the first so many" },
    interval: {
      kind: "probability",
      default: "that of the estimates",
      help: "probability inside the interval",
    },
  },
  async run({ estimates, first, top, interval }, call) {
    const workflow = await import("../../workflows/areas/index.js");
    return workflow.rank(
      estimates,
      {
        first: first === "lowest" ? "lowest" : "highest",
        ...(top !== undefined && { top }),
        ...(interval !== undefined && { interval }),
        span: call.spanOf("estimates"),
      },
      call.sink,
    );
  },
});

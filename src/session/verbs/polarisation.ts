/** `polarisation(estimates, threshold = 0.1)`: the report of racially polarised voting. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const polarisation: Verb = defineVerb({
  name: "polarisation",
  summary:
    "Whom each group chose and with what probability, and how far groups are apart with the probability that it is more than a threshold: the report of racially polarised voting.",
  returns: "table",
  parameters: {
    estimates: { kind: "estimates", required: true, help: "what `ecological` found" },
    threshold: {
      kind: "number",
      default: "0.1",
      help: "how large a difference counts as polarised",
    },
    no_vote: {
      kind: "columns",
      help: "outcomes that are no vote for anyone; shares are then of those who voted",
    },
    interval: {
      kind: "probability",
      default: "that of the estimates",
      help: "probability inside the interval",
    },
  },
  async run({ estimates, threshold, no_vote = [], interval }, call) {
    const workflow = await import("../../workflows/ecological/margins/index.js");
    return workflow.polarisation(
      estimates,
      {
        noVote: no_vote.map(({ text }) => text),
        threshold: threshold ?? 0.1,
        interval: interval ?? estimates.interval,
        span: call.spanOf(no_vote.length > 0 ? "no_vote" : "estimates"),
      },
      call.sink,
    );
  },
});

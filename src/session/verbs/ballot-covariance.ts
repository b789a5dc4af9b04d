/** `ballot_covariance(net, ballots = DATA)`: whether races are won by the same people, beside joint ballots. */
import { votesOf } from "../votes-of.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const ballotCovariance: Verb = defineVerb({
  name: "ballot_covariance",
  summary:
    "Covariances of choices between races, from a network of several races or a fit of totals for each, beside those of joint ballots.",
  returns: "table",
  totals: true,
  deferred: true,
  parameters: {
    fits: {
      kind: "all_votes",
      required: true,
      help: "a network of several races, or fits of one each",
    },
    ballots: {
      kind: "data",
      help: "joint ballots: a column for each race, under the race's (or the fit's) name, with names of outcomes, `gov_d` or `d`",
    },
    weight: { kind: "column", help: "the column that says how many ballots a row stands for" },
    interval: { kind: "probability", default: "0.95", help: "probability inside the interval" },
  },
  async run({ fits, ballots, weight, interval = 0.95 }, call) {
    const workflow = await import("../../workflows/ecological/individuals/index.js");
    const given = [];
    for (const { name, fit } of fits) {
      const votes = await votesOf(fit, call);
      if (!votes) return undefined;
      given.push({ name, votes });
    }
    const span = call.spanOf(ballots ? "ballots" : "fits");
    return workflow.ballotCovariance(given, { ballots, weight, interval, span }, call.sink);
  },
});

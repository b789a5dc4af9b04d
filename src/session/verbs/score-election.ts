/** `score_election(a, b, truth = DATA)`: ecological inferences side by side, where the truth is known. */
import { votesOf } from "../votes-of.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const scoreElection: Verb = defineVerb({
  name: "score_election",
  summary:
    "Networks and fits of totals against the truth of a simulated election: support of groups, held-out units, covariances of races, survey answers, crossover.",
  returns: "table",
  totals: true,
  deferred: true,
  parameters: {
    fits: { kind: "all_votes", required: true, help: "networks, or fits called as their contests" },
    truth: {
      kind: "data",
      required: true,
      help: "true support of groups: columns by, group, contest and share_d, as of simulate_election(truth)",
    },
    ballots: { kind: "data", help: "joint ballots, as for ballot_covariance" },
    weight: { kind: "column", help: "the column that says how many ballots a row stands for" },
    survey: { kind: "data", help: "survey answers, as for linked_answers" },
    by: { kind: "column", help: "the column that links respondents to people" },
    sets: { kind: "column", help: "the column that tells sets of respondents apart" },
  },
  async run({ fits, truth, ballots, weight, survey, by, sets }, call) {
    const { scoreElection: score } = await import("../../workflows/ecological/networks/index.js");
    const given = [];
    for (const { name, fit } of fits) {
      const votes = await votesOf(fit, call);
      if (!votes) return undefined;
      given.push({ name, fit, votes });
    }
    const span = call.spanOf("truth");
    return score(given, { truth, ballots, weight, survey, by, sets, span }, call.sink);
  },
});

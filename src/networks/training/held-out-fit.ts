/** How well mean probabilities fit the totals of units that the network was not trained on. */
import type { NetworkPlan } from "../network-plan.js";
import type { Race } from "../network-rows.js";
import { raceLogLikelihood } from "../passes/unit-likelihood.js";
import type { HeldOutFit } from "../trained-network.js";

/** 1 - SSE / SST of the shares of a race's outcomes; units without votes have none. */
function rSquared(
  { counts, ballots, outcomes, family }: Race,
  units: Int32Array,
  people: Float64Array,
  meanOf: (position: number, outcome: number) => number,
): number {
  let unexplained = 0;
  let total = 0;
  outcomes.forEach((_, c) => {
    const shares: number[] = [];
    units.forEach((unit, position) => {
      const row = counts.subarray(unit * outcomes.length, (unit + 1) * outcomes.length);
      const cast =
        family === "binomial"
          ? (ballots?.[unit] ?? people[unit]!)
          : row.reduce((sum, count) => sum + count, 0);
      if (!(cast > 0)) return;
      const share = row[c]! / cast;
      const error = share - meanOf(position, c);
      unexplained += error * error;
      shares.push(share);
    });
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    for (const share of shares) total += (share - mean) * (share - mean);
  });
  return 1 - unexplained / total;
}

/** `means`: of each unit the mean probabilities, by logit. */
export function heldOutFit(
  plan: NetworkPlan,
  races: readonly Race[],
  units: Int32Array,
  people: Float64Array,
  means: Float64Array,
): HeldOutFit {
  const slopes = new Float64Array(plan.logits);
  let logLikelihood = 0;
  let voters = 0;
  units.forEach((unit, position) => {
    const ofUnit = means.subarray(position * plan.logits, (position + 1) * plan.logits);
    races.forEach((race, r) => {
      logLikelihood += raceLogLikelihood(race, plan.heads[r]!, unit, ofUnit, people[unit]!, slopes);
    });
    voters += people[unit]!;
  });
  const each = races.map((race, r) => {
    const { first } = plan.heads[r]!;
    return rSquared(
      race,
      units,
      people,
      (position, c) => means[position * plan.logits + first + c]!,
    );
  });
  return {
    loss: -logLikelihood / voters,
    rSquared: each.reduce((sum, value) => sum + value, 0) / each.length,
  };
}

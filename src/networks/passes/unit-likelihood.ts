/** The log likelihood of a unit's totals given the mean probabilities of its people, and its slopes. */
import { deterministic } from "../../math/index.js";
import type { Race } from "../network-rows.js";
import type { Head } from "../network-plan.js";

/** Counts that contradict a mean of 0 or 1 cost much, not infinitely; single precision ends at 1e-38 and 1 - 6e-8. */
const least = 1e-30;
const leastComplement = 1e-12;

/**
 * Σ_c v_c log p̄_c (equation 4), or of a binomial race Σ_c v_c log p̄_c + (n - v_c) log(1 - p̄_c), without the
 * coefficients that do not depend on p̄. `slopes[first + c]` becomes its derivative by p̄_c, over `people`.
 */
export function raceLogLikelihood(
  race: Race,
  { first, outcomes, family }: Head,
  unit: number,
  means: Float64Array,
  people: number,
  slopes: Float64Array,
): number {
  const ballots = race.ballots?.[unit] ?? people;
  let total = 0;
  for (let c = 0; c < outcomes; c++) {
    const votes = race.counts[unit * outcomes + c]!;
    const p = Math.max(means[first + c]!, least);
    let slope = votes / p;
    if (votes > 0) total += votes * deterministic.log(p);
    if (family === "binomial") {
      const others = ballots - votes;
      const rest = Math.max(1 - p, leastComplement);
      slope -= others / rest;
      if (others > 0) total += others * deterministic.log(rest);
    }
    slopes[first + c] = slope / people;
  }
  return total;
}

/**
 * Counts more spread than the unit's mean probabilities allow: Dirichlet-multinomial with mean p̄ and
 * concentration κ (two outcomes: beta-binomial), whose variance is the multinomial's × (n + κ) / (1 + κ).
 */
import type { Elementary } from "../elementary.js";
import { logArrangements, mostOutcomes, type UnitMembers } from "./unit-members.js";

/** A log likelihood with a derivative in κ besides those in the members' scores. */
export interface DispersedLikelihood {
  readonly evaluate: (unit: UnitMembers, concentration: number, slopes: Float64Array) => number;
  /** d / dκ of the last unit. */
  readonly ofConcentration: () => number;
}

export function openDirichletMultinomial(math: Elementary): DispersedLikelihood {
  const means = new Float64Array(mostOutcomes);
  const ratios = new Float64Array(mostOutcomes);
  let ofConcentration = 0;
  return {
    evaluate({ probabilities: p, weights, counts }, kappa, slopes) {
      const outcomes = counts.length;
      means.fill(0, 0, outcomes);
      let people = 0;
      for (let i = 0; i < weights.length; i++) {
        people += weights[i]!;
        for (let c = 0; c < outcomes; c++) means[c]! += weights[i]! * p[i * outcomes + c]!;
      }
      let total =
        logArrangements(counts, math) + math.logGamma(kappa) - math.logGamma(people + kappa);
      ofConcentration = math.digamma(kappa) - math.digamma(people + kappa);
      for (let c = 0; c < outcomes; c++) {
        const mean = means[c]! / people;
        const a = kappa * mean;
        ratios[c] = 0;
        if (counts[c] === 0) continue;
        total += math.logGamma(counts[c]! + a) - math.logGamma(a);
        const gap = math.digamma(counts[c]! + a) - math.digamma(a);
        ofConcentration += mean * gap;
        ratios[c] = (kappa * gap) / people;
      }
      for (let i = 0; i < weights.length; i++) {
        const row = i * outcomes;
        let mean = 0;
        for (let c = 0; c < outcomes; c++) mean += p[row + c]! * ratios[c]!;
        for (let c = 0; c < outcomes; c++)
          slopes[row + c] = weights[i]! * p[row + c]! * (ratios[c]! - mean);
      }
      return total;
    },
    ofConcentration: () => ofConcentration,
  };
}

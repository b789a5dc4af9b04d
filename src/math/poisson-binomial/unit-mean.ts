/**
 * The likelihood of counts by the unit's mean probabilities: log n!/Π v_c! + Σ v_c log p̄_c, p̄ = Σ w_i p_i / Σ w_i.
 * The multinomial; with two outcomes the binomial. Right in the mean, too wide in the variance.
 */
import type { Elementary } from "../elementary.js";
import { logArrangements, mostOutcomes, type CountLikelihood } from "./unit-members.js";

export function openUnitMean(math: Elementary): CountLikelihood {
  const ratios = new Float64Array(mostOutcomes);
  return ({ probabilities: p, weights, counts }, slopes) => {
    const outcomes = counts.length;
    const members = weights.length;
    ratios.fill(0, 0, outcomes);
    let people = 0;
    for (let i = 0; i < members; i++) {
      people += weights[i]!;
      for (let c = 0; c < outcomes; c++) ratios[c]! += weights[i]! * p[i * outcomes + c]!;
    }
    let total = logArrangements(counts, math);
    for (let c = 0; c < outcomes; c++) {
      const v = counts[c]!;
      if (v > 0) total += v * math.log(ratios[c]! / people);
      ratios[c] = v > 0 ? v / ratios[c]! : 0;
    }
    for (let i = 0; i < members; i++) {
      let mean = 0;
      for (let c = 0; c < outcomes; c++) mean += p[i * outcomes + c]! * ratios[c]!;
      for (let c = 0; c < outcomes; c++) {
        const at = i * outcomes + c;
        slopes[at] = weights[i]! * p[at]! * (ratios[c]! - mean);
      }
    }
    return total;
  };
}

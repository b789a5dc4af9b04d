/** One unit of an aggregate likelihood: its members' probabilities, how many people each stands for, and the counts. */

/**
 * Members are people, or cells of people with the same probabilities. `probabilities` is row-major,
 * members × outcomes, each row with sum one; the counts add up to the weights.
 */
export interface UnitMembers {
  readonly probabilities: Float64Array;
  /** People of each member. */
  readonly weights: Float64Array;
  /** One entry per outcome. */
  readonly counts: Float64Array;
}

/**
 * A log likelihood of the counts. Writes into `slopes` (as `probabilities`) its derivative in the scores η
 * of which a member's probabilities are the softmax: with p and g = ∂/∂p, this is p_c (g_c − Σ_d p_d g_d).
 */
export type CountLikelihood = (unit: UnitMembers, slopes: Float64Array) => number;

/** Most outcomes of a unit; the workspaces have this size. */
export const mostOutcomes = 64;

/** log(n! / Π v_c!). */
export function logArrangements(
  counts: Float64Array,
  math: { readonly logGamma: (x: number) => number },
): number {
  let people = 0;
  let total = 0;
  for (let c = 0; c < counts.length; c++) {
    people += counts[c]!;
    total -= math.logGamma(counts[c]! + 1);
  }
  return total + math.logGamma(people + 1);
}

/** The two-way support of the Democrat in groups of voters, and the crossover of partisans. */
import { rowCountOf, type ChoiceProbabilities } from "./choice-probabilities.js";

/** S_g = Σ_{i in g} p_iD / Σ_{i in g} (p_iD + p_iR); NaN for a group of nobody. */
export function groupSupport(
  probabilities: ChoiceProbabilities,
  groupOf: ArrayLike<number>,
  groups: number,
): Float64Array {
  const { values, choices } = probabilities;
  const democrat = new Float64Array(groups);
  const both = new Float64Array(groups);
  for (let i = 0; i < rowCountOf(probabilities); i++) {
    const group = groupOf[i]!;
    const d = values[i * choices]!;
    democrat[group]! += d;
    both[group]! += d + values[i * choices + 1]!;
  }
  return democrat.map((votes, group) => votes / both[group]!);
}

export interface Crossover {
  /** The share of registered Democrats' two-way votes that goes to the Republican. */
  readonly democrats: number;
  /** The share of registered Republicans' two-way votes that goes to the Democrat. */
  readonly republicans: number;
}

/** Party codes: 0 for Democrats, 1 for Republicans, anything else for others. */
export function crossover(
  probabilities: ChoiceProbabilities,
  partyOf: ArrayLike<number>,
): Crossover {
  const sides = Int32Array.from(partyOf, (party) => (party === 0 || party === 1 ? party : 2));
  const [ofDemocrats = NaN, ofRepublicans = NaN] = groupSupport(probabilities, sides, 3);
  return { democrats: 1 - ofDemocrats, republicans: ofRepublicans };
}

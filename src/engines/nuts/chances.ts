/** The random decisions of a chain, as the two questions that the sampler asks. */
import type { RandomStream } from "../../math/index.js";

/** Asking `happens` rather than for a uniform number lets a test enumerate every outcome. */
export interface Chances {
  /** Standard normal. */
  normal(): number;
  /** True with the given probability; probabilities above 1 count as 1. */
  happens(probability: number): boolean;
}

export function chancesOf(random: RandomStream): Chances {
  return {
    normal: () => random.normal(),
    happens: (probability) => random.uniform() < probability,
  };
}

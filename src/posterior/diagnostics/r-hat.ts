/** Potential scale reduction: how much the chains disagree, 1 when they do not. */
import type { ChainDraws } from "./chain-draws.js";
import { mean, variance } from "./chain-draws.js";

/** √((B/W + n − 1) / n), B = n · variance of the chain means, W = mean variance of the chains. */
export function rHat({ values, chains, length }: ChainDraws): number {
  const means = new Float64Array(chains);
  let within = 0;
  for (let chain = 0; chain < chains; chain++) {
    const draws = values.subarray(chain * length, (chain + 1) * length);
    means[chain] = mean(draws);
    within += variance(draws) / chains;
  }
  const between = length * variance(means);
  return Math.sqrt((between / within + length - 1) / length);
}

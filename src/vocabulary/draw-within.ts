/** Draws from a prior that is restricted to the values that its parameter may take. */
import type { RandomStream } from "../math/index.js";
import type { DistributionValue, Support } from "./distribution.js";
import { distributionNamed } from "./distributions/index.js";

const attempts = 100_000;

/**
 * An exact draw given that it falls inside `range`, by rejection; undefined when the distribution
 * is improper or puts next to no probability there.
 */
export function drawWithin(
  value: DistributionValue,
  range: Support,
  random: RandomStream,
): number | undefined {
  const { sample } = distributionNamed(value.name);
  if (!sample) return undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const draw = sample(value.parameters, random);
    if (draw >= range.lower && draw <= range.upper) return draw;
  }
  return undefined;
}

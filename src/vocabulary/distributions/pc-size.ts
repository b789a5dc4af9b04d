/** The penalised-complexity prior of a negative binomial's size, R-INLA's pc.mgamma. */
import { deterministic, digammaGap, sampleExponential } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

const mostSteps = 80;

/** The size at a distance √(2 g(x)): log x by bisection, as g falls from infinity to zero. */
function sizeAt(distance: number): number {
  const gap = 0.5 * distance * distance;
  // g lies between 1/(2x) and 1/x.
  let [low, high] = [-deterministic.log(2 * gap), -deterministic.log(gap)];
  for (let step = 0; step < mostSteps; step++) {
    const middle = (low + high) / 2;
    if (digammaGap(deterministic.exp(middle)).value > gap) low = middle;
    else high = middle;
  }
  return deterministic.exp((low + high) / 2);
}

export const penalisedSize: Distribution = {
  name: "PCSize",
  summary:
    "PCSize(lambda): penalised complexity of a negative binomial's size, exponential with rate lambda on its distance from a Poisson, sqrt(2 (log(size) - digamma(size))).",
  parameters: [{ name: "lambda", constraint: "positive" }],
  density: "pc_size",
  support: () => positiveLine,
  sample: ([lambda], random) => sizeAt(sampleExponential(random) / lambda!),
  mean: () => Infinity,
  standardDeviation: () => NaN,
};

/** Antithetic pairs of x for each theta, weighted by the exact joint density over their proposal. */
import { deterministic, type RandomStream } from "../../math/index.js";
import type { PointEvaluator } from "../laplace/index.js";
import type { ConditionalProposal } from "./conditional-proposal.js";
import { openJointDensity } from "./joint-density.js";
import type { ExactWeight } from "./adaptive-sampling.js";
import { logSlope, thetaOf, type ProposalCoordinates } from "./proposal-coordinates.js";

/** Two values of x for a draw of theta, and what share of its weight the first has. */
export interface LatentPair {
  readonly theta: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly share: number;
}

const logTwo = 0.6931471805599453;

export interface PairInputs {
  readonly evaluator: PointEvaluator;
  readonly proposal: ConditionalProposal;
  readonly coordinates: ProposalCoordinates;
  readonly random: RandomStream;
}

/** Weighs theta by the mean of the two ratios; `pairs` fills with what was drawn. */
export function openPairWeights(
  { evaluator, proposal, coordinates, random }: PairInputs,
  pairs: (LatentPair | undefined)[],
): ExactWeight {
  const { system } = evaluator.density.conditional;
  const { target } = system;
  const density = openJointDensity(target, system);
  return (v, draw) => {
    const theta = thetaOf(coordinates, v, target.hyperparameterCount);
    pairs[draw] = undefined;
    if (!proposal.at(theta)) return -Infinity;
    const first = new Float64Array(target.latentCount);
    const square = system.draw(() => random.normal(), first);
    const second = first.map((entry, j) => proposal.mean[j]! - entry);
    for (let j = 0; j < first.length; j++) first[j]! += proposal.mean[j]!;
    const [one, other] = [density.at(theta, first), density.at(theta, second)];
    const largest = Math.max(one, other);
    if (!(largest > -Infinity)) return -Infinity;
    const ratio = deterministic.exp(one - largest);
    const sum = ratio + deterministic.exp(other - largest);
    pairs[draw] = { theta, first, second, share: ratio / sum };
    const joint = density.ofTheta(theta) + largest + deterministic.log(sum) - logTwo;
    return joint - 0.5 * system.logDeterminant() + 0.5 * square + logSlope(coordinates, v);
  };
}

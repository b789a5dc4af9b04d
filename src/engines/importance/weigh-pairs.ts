/** Antithetic pairs of x for each theta, weighted by the exact joint density over their proposal. */
import { deterministic, type RandomStream } from "../../math/index.js";
import {
  type PointEvaluator,
  logSlope,
  thetaOf,
  type ProposalCoordinates,
} from "../laplace/index.js";
import type { ConditionalProposal } from "./conditional-proposal.js";
import { openJointDensity } from "./joint-density.js";

/** Two values of x for a draw of theta, and what share of its weight the first has. */
export interface LatentPair {
  readonly theta: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly share: number;
}

const logTwo = 0.6931471805599453;

interface PairInputs {
  readonly evaluator: PointEvaluator;
  readonly proposal: ConditionalProposal;
  readonly coordinates: ProposalCoordinates;
}

interface WeighedPair {
  readonly log: number;
  readonly pair: LatentPair | undefined;
}

/** Weighs one point, and writes two values of x there that the pair refers to. */
export type Weigher = (
  v: Float64Array,
  random: RandomStream,
  first: Float64Array,
  second: Float64Array,
) => WeighedPair;

const nothing: WeighedPair = { log: -Infinity, pair: undefined };

/** Weighs theta by the mean of the two ratios. */
export function openPairWeights({ evaluator, proposal, coordinates }: PairInputs): Weigher {
  const { system } = evaluator.density.conditional;
  const { target } = system;
  const density = openJointDensity(target, system);
  return (v, random, first, second) => {
    const theta = thetaOf(coordinates, v, target.hyperparameterCount);
    if (!proposal.at(theta)) return nothing;
    const square = system.draw(() => random.normal(), first);
    for (let j = 0; j < first.length; j++) {
      second[j] = proposal.mean[j]! - first[j]!;
      first[j]! += proposal.mean[j]!;
    }
    const [one, other] = [density.at(theta, first), density.at(theta, second)];
    const largest = Math.max(one, other);
    if (!(largest > -Infinity)) return nothing;
    const ratio = deterministic.exp(one - largest);
    const sum = ratio + deterministic.exp(other - largest);
    const joint = density.ofTheta(theta) + largest + deterministic.log(sum) - logTwo;
    const log = joint - 0.5 * system.logDeterminant() + 0.5 * square + logSlope(coordinates, v);
    return { log, pair: { theta, first, second, share: ratio / sum } };
  };
}

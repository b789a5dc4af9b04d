/**
 * A nested Laplace approximation corrected to the exact posterior: the approximation proposes, the exact joint
 * density weighs (Berild et al. 2022), Pareto-smoothed weights tell whether the result is to be believed.
 */
import { smoothWeights, type RandomStream } from "../../math/index.js";
import type { ConditionalStart, LaplaceApproximation, PointEvaluator } from "../laplace/index.js";
import { sampleAdaptively, type AdaptiveSample } from "./adaptive-sampling.js";
import { chooseNodes, quadratureError } from "./choose-nodes.js";
import { openCarefulProposal, openQuickProposal } from "./conditional-proposal.js";
import type { ProposalCoordinates } from "./proposal-coordinates.js";
import { jointMoments, thetaMoments } from "./starting-moments.js";
import { groupWeightsOf, openGroupWeights, type GroupLayout } from "./weigh-groups.js";
import { effectiveCount, type Moments } from "./weighted-moments.js";
import { openPairWeights, type LatentPair } from "./weigh-pairs.js";

/** What the engine has to be told of a model. */
export interface CorrectionLayout {
  /** Hyperparameters that are logs of the sds of effects. */
  readonly scales: readonly number[];
  /** The scale of each latent, -1 where it has none. */
  readonly scaleOf: Int32Array;
  /** Where groups are independent given theta and the rest of x. */
  readonly groups: GroupLayout | undefined;
}

export interface CorrectionSettings {
  /** Weighted draws of theta, in all rounds. */
  readonly draws: number;
  readonly random: RandomStream;
  readonly pause: (done: number, total: number) => Promise<void>;
}

/** Weighted draws of theta, each with two values of x. */
export interface Correction {
  /** Groups integrated by quadrature, or theta and x proposed together. */
  readonly recipe: "groups" | "joint";
  readonly passed: boolean;
  readonly kHat: number;
  /** 1 / Σ w². */
  readonly effectiveDraws: number;
  readonly draws: number;
  /** Nodes of the quadrature over a group, and what twice as many change in the log posterior. */
  readonly quadrature?: { readonly nodes: number; readonly error: number };
  readonly pairs: readonly (LatentPair | undefined)[];
  /** Of the pairs; they sum to one. */
  readonly weights: Float64Array;
}

const heaviestTail = 0.5;
const smallestShare = 0.1;
const fewestEffective = 400;
/** Of the log posterior between points. */
const largestQuadratureError = 0.02;

interface Attempt {
  readonly correction: Correction;
  readonly moments: Moments;
}

function judge(
  sample: AdaptiveSample,
  pairs: readonly (LatentPair | undefined)[],
  recipe: Correction["recipe"],
  quadrature?: Correction["quadrature"],
): Attempt {
  const { weights, kHat } = smoothWeights(sample.logRatios);
  const draws = weights.length;
  const effectiveDraws = effectiveCount(weights);
  const passed =
    kHat < heaviestTail &&
    effectiveDraws >= Math.max(fewestEffective, smallestShare * draws) &&
    !(quadrature && !(quadrature.error < largestQuadratureError));
  return {
    moments: sample.moments,
    correction: {
      recipe,
      passed,
      kHat,
      effectiveDraws,
      draws,
      pairs,
      weights,
      ...(quadrature && { quadrature }),
    },
  };
}

/** Everything that an attempt starts from. */
interface Inputs {
  readonly evaluator: PointEvaluator;
  readonly approximation: LaplaceApproximation;
  readonly layout: CorrectionLayout;
  readonly settings: CorrectionSettings;
  readonly coordinates: ProposalCoordinates;
  readonly start: ConditionalStart;
}

const firstRounds = [300, 300];

function roundsOf(draws: number): readonly number[] {
  return [...firstRounds, draws - firstRounds.reduce((sum, count) => sum + count, 0)];
}

async function attemptJoint(inputs: Inputs, moments: Moments, careful: boolean): Promise<Attempt> {
  const { evaluator, layout, settings, coordinates, start } = inputs;
  const { random, pause } = settings;
  const open = careful ? openCarefulProposal : openQuickProposal;
  const proposal = open(evaluator, start, layout.scaleOf);
  const pairs: (LatentPair | undefined)[] = [];
  const weigh = openPairWeights({ evaluator, proposal, coordinates, random }, pairs);
  const sample = await sampleAdaptively(moments, weigh, {
    rounds: roundsOf(settings.draws),
    signless: coordinates.scales,
    random,
    pause,
  });
  return judge(sample, pairs, "joint");
}

/** Points at which numbers of nodes are compared: some of the approximation's spread. */
const comparedBefore = 20;
const comparedAfter = 100;

/** Points that carry the weight: every so-manieth along the cumulated weights. */
function weightiest(points: readonly Float64Array[], weights: Float64Array, count: number) {
  const chosen: Float64Array[] = [];
  let cumulated = 0;
  points.forEach((point, at) => {
    cumulated += weights[at]! * count;
    if (cumulated >= chosen.length + 0.5) chosen.push(point);
  });
  return chosen;
}

async function attemptGroups(
  inputs: Inputs,
  groups: GroupLayout,
  moments: Moments,
): Promise<Attempt> {
  const { evaluator, settings, coordinates, start } = inputs;
  const { random, pause } = settings;
  const open = (nodes: number) =>
    openGroupWeights({ evaluator, layout: groups, coordinates, start }, nodes);
  const spread = await sampleAdaptively(moments, () => 0, {
    rounds: [comparedBefore],
    signless: coordinates.scales,
    random,
    pause,
  });
  const { nodes } = chooseNodes(spread.points, open);
  const pairs: (LatentPair | undefined)[] = [];
  const weights = open(nodes);
  const sample = await sampleAdaptively(moments, groupWeightsOf(weights, pairs, random), {
    rounds: roundsOf(settings.draws),
    signless: coordinates.scales,
    random,
    pause,
  });
  const smoothed = smoothWeights(sample.logRatios).weights;
  const weighty = weightiest(sample.points, smoothed, comparedAfter);
  const error = quadratureError(weighty, weights, open(2 * nodes));
  return judge(sample, pairs, "groups", { nodes, error });
}

/** Two attempts at most, the second from what the first has learnt. */
export async function correctApproximation(
  evaluator: PointEvaluator,
  approximation: LaplaceApproximation,
  layout: CorrectionLayout,
  settings: CorrectionSettings,
): Promise<Correction> {
  const { optimum, centre } = approximation;
  const { scales, groups } = layout;
  const coordinates = { scales, centres: Float64Array.from(scales, (k) => optimum.theta[k]!) };
  const start: ConditionalStart = evaluator.tangent(centre.theta, centre.mode);
  const inputs = { evaluator, approximation, layout, settings, coordinates, start };
  if (groups) {
    const moments = jointMoments(coordinates, approximation, evaluator, start, groups.groups);
    const first = await attemptGroups(inputs, groups, moments);
    if (first.correction.passed) return first.correction;
    return (await attemptGroups(inputs, groups, first.moments)).correction;
  }
  const first = await attemptJoint(inputs, thetaMoments(coordinates, approximation), false);
  if (first.correction.passed) return first.correction;
  return (await attemptJoint(inputs, first.moments, true)).correction;
}

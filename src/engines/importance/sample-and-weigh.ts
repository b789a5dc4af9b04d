/** Draws of theta in adaptive rounds, weighed batch by batch. */
import type { RandomStream } from "../../math/index.js";
import type {
  ConditionalStart,
  LaplaceApproximation,
  PointEvaluator,
  ProposalCoordinates,
  Moments,
} from "../laplace/index.js";
import { sampleAdaptively, type AdaptiveSample, type SamplingRound } from "./adaptive-sampling.js";
import { strataNumbers, type WeighBatches, type WeighingPlan } from "./weigh-batches.js";
import type { GroupLayout } from "./weigh-groups.js";
import type { LatentPair } from "./weigh-pairs.js";

/** What the engine has to be told of a model. */
export interface CorrectionLayout {
  /** Hyperparameters that are logs of the sds of effects. */
  readonly scales: readonly number[];
  /** The scale of each latent, -1 where it has none. */
  readonly scaleOf: Int32Array;
  /** Where groups are independent given theta and the rest of x. */
  readonly groups: GroupLayout | undefined;
  /** A joint proposal that does not pass is tried again with the mode to its last digit. */
  readonly isTriedTwice: boolean;
}

export interface CorrectionSettings {
  /** Weighted draws of theta, in all rounds. */
  readonly draws: number;
  readonly seed: number;
  readonly weigh: WeighBatches;
}

/** Everything that an attempt starts from. */
export interface CorrectionInputs {
  readonly evaluator: PointEvaluator;
  readonly approximation: LaplaceApproximation;
  readonly layout: CorrectionLayout;
  readonly settings: CorrectionSettings;
  readonly coordinates: ProposalCoordinates;
  readonly start: ConditionalStart;
  /** Of the proposals of theta. */
  readonly random: RandomStream;
}

/** Rounds from which the proposal is learnt. */
const firstDraws = [300, 300];
/** A tenth of the draws come from a wide proposal: where the others are too narrow their weights stay bounded. */
const wideShare = 0.1;
const wide = 2;

function roundsOf(draws: number): readonly SamplingRound[] {
  const wideDraws = Math.round(wideShare * draws);
  const last = draws - wideDraws - firstDraws.reduce((sum, count) => sum + count, 0);
  return [
    ...[...firstDraws, last].map((count) => ({ draws: count, stretch: 1 })),
    { draws: wideDraws, stretch: wide },
  ];
}

/** Points of a batch: as many as there are strata, but not many more latents together than this. */
const latentsInBatch = 50_000;

function batchSize(latentCount: number): number {
  const bearable = latentsInBatch / latentCount;
  return strataNumbers.findLast((size) => size <= bearable) ?? strataNumbers[0];
}

/** Draws in rounds and weighs them by the plan; batches of the second attempt have numbers of their own. */
export async function sampleAndWeigh(
  { settings, coordinates, random, evaluator }: CorrectionInputs,
  moments: Moments,
  plan: WeighingPlan,
  attempt: number,
): Promise<{
  readonly sample: AdaptiveSample;
  readonly pairs: readonly (LatentPair | undefined)[];
}> {
  const { seed, draws, weigh } = settings;
  const { latentCount } = evaluator.density.conditional.system.target;
  const size = batchSize(latentCount);
  const pairs: (LatentPair | undefined)[] = [];
  const exact = async (points: readonly Float64Array[]): Promise<Float64Array> => {
    const batches = Array.from({ length: Math.ceil(points.length / size) }, (_, b) => ({
      points: points.slice(b * size, (b + 1) * size),
      seed,
      number: attempt * draws + pairs.length + b,
    }));
    const weighed = await weigh(plan, batches);
    for (const { pairs: own } of weighed) pairs.push(...own);
    const logs = new Float64Array(points.length);
    weighed.forEach((own, b) => logs.set(own.logs, b * size));
    return logs;
  };
  const rounds = roundsOf(draws);
  const sample = await sampleAdaptively(moments, exact, {
    rounds,
    signless: coordinates.scales,
    random,
  });
  return { sample, pairs };
}

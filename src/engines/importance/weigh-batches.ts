/** Weighing batches of points, in whatever thread: a batch has random numbers of its own. */
import { openStratifiedStream, openStream, type StratifiedStream } from "../../math/index.js";
import type { ConditionalStart, PointEvaluator, ProposalCoordinates } from "../laplace/index.js";
import { openCarefulProposal, openQuickProposal } from "./conditional-proposal.js";
import { openPrediction, type KnownPoint } from "./predicted-mode.js";
import { openGroupWeights, type GroupLayout } from "./weigh-groups.js";
import { openPairWeights, type LatentPair, type Weigher } from "./weigh-pairs.js";

/** How points are weighed; plain data. */
export interface WeighingPlan {
  readonly coordinates: ProposalCoordinates;
  readonly start: ConditionalStart;
  readonly method:
    | { readonly kind: "groups"; readonly layout: GroupLayout; readonly nodes: number }
    | {
        readonly kind: "joint";
        /** The mode to the last digit and the mean by its own equations. */
        readonly careful: boolean;
        readonly scaleOf: Int32Array;
        readonly points: readonly KnownPoint[];
      };
}

/** Points in the coordinates of the plan; plain data. */
export interface WeighingBatch {
  readonly points: readonly Float64Array[];
  readonly seed: number;
  /** No other batch of the fit has it. */
  readonly number: number;
}

export interface WeighedBatch {
  /** Logs of what the points stand for in the exact posterior of their coordinates. */
  readonly logs: Float64Array;
  readonly pairs: readonly (LatentPair | undefined)[];
}

function openPoints(
  evaluator: PointEvaluator,
  { coordinates, start, method }: WeighingPlan,
): Weigher {
  if (method.kind === "groups") {
    const { layout, nodes } = method;
    const weights = openGroupWeights({ evaluator, layout, coordinates, start }, nodes);
    return (v, random, first, second) => {
      const log = weights.weigh(v);
      const pair = log > -Infinity ? weights.draw(v, random, first, second) : undefined;
      return { log, pair };
    };
  }
  const prediction = openPrediction({ start, coordinates, ...method });
  const open = method.careful ? openCarefulProposal : openQuickProposal;
  return openPairWeights({ evaluator, proposal: open(evaluator, prediction), coordinates });
}

/** A workspace of one thread. */
export interface OpenWeigher {
  readonly weigh: Weigher;
  readonly latents: number;
}

export function openWeigher(evaluator: PointEvaluator, plan: WeighingPlan): OpenWeigher {
  const latents = evaluator.density.conditional.system.target.latentCount;
  return { weigh: openPoints(evaluator, plan), latents };
}

/** Primes. */
export const strataNumbers = [5, 11, 23, 53] as const;

/** The random numbers of a batch: those of its points are spread evenly, place by place. */
function openBatchStream({ points, seed, number }: WeighingBatch): StratifiedStream {
  const strata = strataNumbers.find((prime) => prime >= points.length);
  if (strata === undefined) throw new Error(`a batch of ${points.length} points`);
  return openStratifiedStream(openStream(seed, "inla weighing", number), strata);
}

/** The same bits in whatever thread, and whatever was weighed before. */
export function weighBatch({ weigh, latents }: OpenWeigher, batch: WeighingBatch): WeighedBatch {
  const { points } = batch;
  const random = openBatchStream(batch);
  // One memory for all, as threads hand it on at once.
  const memory = new Float64Array(2 * latents * points.length);
  const weighed = points.map((v, at) => {
    const start = 2 * latents * at;
    const first = memory.subarray(start, start + latents);
    random.begin(at);
    return weigh(v, random, first, memory.subarray(start + latents, start + 2 * latents));
  });
  return {
    logs: Float64Array.from(weighed, ({ log }) => (log > -Infinity ? log : -Infinity)),
    pairs: weighed.map(({ pair }) => pair),
  };
}

/** Weighs many batches, in their order. */
export type WeighBatches = (
  plan: WeighingPlan,
  batches: readonly WeighingBatch[],
) => Promise<readonly WeighedBatch[]>;

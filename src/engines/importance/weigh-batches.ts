/** Weighing batches of points, in whatever thread: a batch has random numbers of its own. */
import { openStream, type RandomStream } from "../../math/index.js";
import type { PointEvaluator } from "../laplace/index.js";
import { openCarefulProposal, openQuickProposal } from "./conditional-proposal.js";
import { openPrediction, type KnownPoint } from "./predicted-mode.js";
import { openGroupWeights, type GroupLayout } from "./weigh-groups.js";
import { openPairWeights, type LatentPair } from "./weigh-pairs.js";
import type { ProposalCoordinates } from "./proposal-coordinates.js";
import type { ConditionalStart } from "../laplace/index.js";

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

/** Weighs one point, and draws a pair there. */
export type Weigher = (
  v: Float64Array,
  random: RandomStream,
) => { readonly log: number; readonly pair: LatentPair | undefined };

/** A workspace of one thread. */
export function openWeigher(
  evaluator: PointEvaluator,
  { coordinates, start, method }: WeighingPlan,
): Weigher {
  if (method.kind === "groups") {
    const { layout, nodes } = method;
    const weights = openGroupWeights({ evaluator, layout, coordinates, start }, nodes);
    return (v, random) => {
      const log = weights.weigh(v);
      return { log, pair: log > -Infinity ? weights.draw(v, random) : undefined };
    };
  }
  const prediction = openPrediction({ start, coordinates, ...method });
  const open = method.careful ? openCarefulProposal : openQuickProposal;
  return openPairWeights({ evaluator, proposal: open(evaluator, prediction), coordinates });
}

/** The same bits in whatever thread, and whatever was weighed before. */
export function weighBatch(weigh: Weigher, { points, seed, number }: WeighingBatch): WeighedBatch {
  const random = openStream(seed, "inla weighing", number);
  const weighed = points.map((v) => weigh(v, random));
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

/** Probabilities of rows by given draws of the weights, in one thread or in several. */
import type { RaceOutcomes } from "./network-rows.js";
import { openNetwork, type OpenNetwork, type PredictedRows } from "./open-network.js";
import { putWeights } from "./passes/weights-in-memory.js";
import type { TrainedNetwork } from "./trained-network.js";

/** A row's probabilities of the outcomes of a race. */
export interface RaceProbabilities extends RaceOutcomes {
  /** rows × outcomes, row by row. */
  readonly values: Float32Array;
}

export interface PredictionJob {
  readonly network: TrainedNetwork;
  readonly rows: PredictedRows;
  /** Of the draws whose mean is wanted. */
  readonly keys: readonly number[];
}

/** Probabilities do not depend on where they are computed. */
export type PredictionRunner = (job: PredictionJob) => Promise<readonly RaceProbabilities[]>;

/** Zeros for all races of all networks, in their order. */
export function openProbabilities(
  { network, rows }: PredictionJob,
  allocate: (bytes: number) => ArrayBufferLike,
): readonly RaceProbabilities[] {
  return network.networks
    .flatMap(({ races }) => races)
    .map((race) => {
      const values = new Float32Array(allocate(4 * rows.rows * race.outcomes.length));
      return { ...race, values };
    });
}

/** Adds probabilities times `weight`, for the weights that are in memory. */
function addProbabilities(
  { memory, passRows }: OpenNetwork,
  rows: PredictedRows,
  [from, to]: readonly [number, number],
  into: readonly RaceProbabilities[],
  weight: number,
): void {
  const { singles, plan, logits, logitWidth } = memory;
  passRows(rows, from, to, (first, count) => {
    plan.heads.forEach((head, race) => {
      const { values } = into[race]!;
      for (let r = 0; r < count; r++) {
        const at = (logits >> 2) + r * logitWidth + head.first;
        const start = (first + r) * head.outcomes;
        for (let c = 0; c < head.outcomes; c++) values[start + c]! += weight * singles[at + c]!;
      }
    });
  });
}

/** Fills the rows of a range; a pause is possible after each draw of each network. */
export function* predictRange(
  { network, rows, keys }: PredictionJob,
  range: readonly [number, number],
  into: readonly RaceProbabilities[],
): Generator<undefined> {
  let race = 0;
  for (const part of network.networks) {
    const open = openNetwork(network, part);
    const own = into.slice(race, (race += part.races.length));
    for (const key of keys) {
      putWeights(open.memory, open.draws.draw(key));
      addProbabilities(open, rows, range, own, 1 / keys.length);
      yield;
    }
  }
}

/** In this thread, with pauses in which events pass. */
export const predictInProcess: PredictionRunner = async (job) => {
  const into = openProbabilities(job, (bytes) => new ArrayBuffer(bytes));
  const draws = predictRange(job, [0, job.rows.rows], into);
  while (draws.next().done !== true) await new Promise((resume) => setTimeout(resume, 0));
  return into;
};

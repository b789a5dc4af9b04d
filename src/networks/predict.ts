/** What a trained network says of rows. */
import { planNetwork } from "./network-plan.js";
import type { NetworkRows, RaceOutcomes } from "./network-rows.js";
import { noiseKey } from "./normal-noise.js";
import { passForward } from "./passes/forward.js";
import { blockRows, openPassMemory, type PassMemory } from "./passes/pass-memory.js";
import { putRows } from "./passes/rows-in-memory.js";
import { putWeights } from "./passes/weights-in-memory.js";
import { positionOf } from "./race-network.js";
import type { RaceNetwork, TrainedNetwork } from "./trained-network.js";
import { openWeightDraws, type WeightDraws } from "./weight-draws.js";

/** A row's probabilities of the outcomes of a race. */
export interface RaceProbabilities extends RaceOutcomes {
  /** rows × outcomes, row by row. */
  readonly values: Float32Array;
}

/** Rows that probabilities are asked for, with the columns of the training; units do not matter. */
export type PredictedRows = Pick<NetworkRows, "rows" | "categories" | "numeric">;

export interface OpenNetwork {
  readonly memory: PassMemory;
  readonly draws: WeightDraws;
  /** Passes all rows in blocks, and tells of each where it begins and how many rows it has. */
  readonly passRows: (rows: PredictedRows, visit: (first: number, count: number) => void) => void;
}

export function openNetwork({ inputs, shape }: TrainedNetwork, network: RaceNetwork): OpenNetwork {
  const plan = planNetwork(inputs, network.races, shape);
  const memory = openPassMemory(plan, inputs.categories.length, blockRows);
  const draws = openWeightDraws(plan, shape.bayes, positionOf(plan, network.layers));
  draws.refresh();
  return {
    memory,
    draws,
    passRows(rows, visit) {
      for (let first = 0; first < rows.rows; first += blockRows) {
        const count = Math.min(blockRows, rows.rows - first);
        passForward(memory, putRows(memory, rows, first, count));
        visit(first, count);
      }
    },
  };
}

/** Adds probabilities times `weight`, for the weights that are in memory. */
function addProbabilities(
  { memory, passRows }: OpenNetwork,
  rows: PredictedRows,
  into: readonly RaceProbabilities[],
  weight: number,
): void {
  const { singles, plan, logits, logitWidth } = memory;
  passRows(rows, (first, count) => {
    plan.heads.forEach((head, race) => {
      const { values } = into[race]!;
      for (let r = 0; r < count; r++) {
        const from = (logits >> 2) + r * logitWidth + head.first;
        const to = (first + r) * head.outcomes;
        for (let c = 0; c < head.outcomes; c++) values[to + c]! += weight * singles[from + c]!;
      }
    });
  });
}

async function predict(
  network: TrainedNetwork,
  rows: PredictedRows,
  keys: readonly number[],
): Promise<readonly RaceProbabilities[]> {
  const all: RaceProbabilities[] = [];
  for (const part of network.networks) {
    const open = openNetwork(network, part);
    const into = part.races.map((race) => ({
      ...race,
      values: new Float32Array(rows.rows * race.outcomes.length),
    }));
    for (const key of keys) {
      putWeights(open.memory, open.draws.draw(key));
      addProbabilities(open, rows, into, 1 / keys.length);
      await new Promise((resume) => setTimeout(resume, 0));
    }
    all.push(...into);
  }
  return all;
}

function drawKey(seed: number, draw: number): number {
  return noiseKey(seed, draw);
}

/** Of Bayesian layers the mean over draws of the weights, of others their only value. */
export function meanProbabilities(
  network: TrainedNetwork,
  rows: PredictedRows,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Promise<readonly RaceProbabilities[]> {
  const count = network.shape.bayes ? draws : 1;
  const keys = Array.from({ length: count }, (_, draw) => drawKey(seed, draw));
  return predict(network, rows, keys);
}

/** Those of one draw of the weights; all rows and races of a network share it. */
export function drawnProbabilities(
  network: TrainedNetwork,
  rows: PredictedRows,
  { draw, seed }: { readonly draw: number; readonly seed: number },
): Promise<readonly RaceProbabilities[]> {
  return predict(network, rows, [drawKey(seed, draw)]);
}

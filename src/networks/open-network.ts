/** A trained network in a memory of its own, ready to pass rows. */
import { planNetwork } from "./network-plan.js";
import type { NetworkRows } from "./network-rows.js";
import { passForward } from "./passes/forward.js";
import { blockRows, openPassMemory, type PassMemory } from "./passes/pass-memory.js";
import { putRows } from "./passes/rows-in-memory.js";
import { positionOf } from "./race-network.js";
import type { RaceNetwork, TrainedNetwork } from "./trained-network.js";
import { openWeightDraws, type WeightDraws } from "./weight-draws.js";

/** Rows that something is asked of, with the columns of the training; units do not matter. */
export type PredictedRows = Pick<NetworkRows, "rows" | "categories" | "numeric">;

export interface OpenNetwork {
  readonly memory: PassMemory;
  readonly draws: WeightDraws;
  /** Passes rows `from` to `to - 1` in blocks, and tells of each where it begins and how many rows it has. */
  readonly passRows: (
    rows: PredictedRows,
    from: number,
    to: number,
    visit: (first: number, count: number) => void,
  ) => void;
}

export function openNetwork({ inputs, shape }: TrainedNetwork, network: RaceNetwork): OpenNetwork {
  const plan = planNetwork(inputs, network.races, shape);
  const memory = openPassMemory(plan, inputs.categories.length, blockRows);
  const draws = openWeightDraws(plan, shape.bayes, positionOf(plan, network.layers));
  draws.refresh();
  return {
    memory,
    draws,
    passRows(rows, from, to, visit) {
      for (let first = from; first < to; first += blockRows) {
        const count = Math.min(blockRows, to - first);
        passForward(memory, putRows(memory, rows, first, count));
        visit(first, count);
      }
    },
  };
}

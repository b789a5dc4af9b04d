/** A unit from its rows to its mean probabilities, and back to the gradient of its totals' likelihood. */
import type { NetworkRows, Race } from "../network-rows.js";
import { passBackward } from "./backward.js";
import { passForward } from "./forward.js";
import type { PassMemory } from "./pass-memory.js";
import { putRows } from "./rows-in-memory.js";
import { raceLogLikelihood } from "./unit-likelihood.js";

export interface UnitPass {
  /** Mean probabilities of the people of a unit, by logit; overwritten by the next. */
  readonly meansOf: (unit: number) => Float64Array;
  /** Adds the gradient of minus the log likelihood to that in memory; returns the log likelihood. */
  readonly addGradient: (unit: number) => number;
}

export function openUnitPass(
  memory: PassMemory,
  rows: NetworkRows,
  races: readonly Race[],
  people: Float64Array,
): UnitPass {
  const { run, plan, doubles, sums, slopes, logitWidth } = memory;
  const means = new Float64Array(plan.logits);
  const sumsView = doubles.subarray(sums >> 3, (sums >> 3) + plan.logits);
  const slopesView = doubles.subarray(slopes >> 3, (slopes >> 3) + plan.logits);
  const forward = (unit: number): number => {
    const first = rows.unitStart[unit]!;
    const count = putRows(memory, rows, first, rows.unitStart[unit + 1]! - first);
    passForward(memory, count);
    sumsView.fill(0);
    run.sumRowsOfUnit(sums, memory.logits, 4 * logitWidth, plan.logits, memory.weights, count);
    for (let c = 0; c < plan.logits; c++) means[c] = sumsView[c]! / people[unit]!;
    return count;
  };
  return {
    meansOf(unit) {
      forward(unit);
      return means;
    },
    addGradient(unit) {
      const count = forward(unit);
      let total = 0;
      races.forEach((race, r) => {
        total += raceLogLikelihood(race, plan.heads[r]!, unit, means, people[unit]!, slopesView);
      });
      passBackward(memory, count);
      return total;
    },
  };
}

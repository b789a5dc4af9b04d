/** Draws of all latents from the joint approximation: a point by its weight, then x from its conditional. */
import type { RandomStream } from "../../math/index.js";
import type { WeightedConditional } from "./explore-hyperparameters.js";
import type { PointEvaluator } from "./point-evaluator.js";

/** Whole numbers of draws for each point, proportional to the weights but for a random part below one. */
export function allotDraws(
  weights: readonly number[],
  count: number,
  random: RandomStream,
): Int32Array {
  const allotted = new Int32Array(weights.length);
  const offset = random.uniform();
  let cumulated = 0;
  let given = 0;
  weights.forEach((weight, k) => {
    cumulated += weight * count;
    const upTo = k === weights.length - 1 ? count : Math.floor(cumulated + offset);
    allotted[k] = Math.max(0, Math.min(count, upTo) - given);
    given += allotted[k];
  });
  return allotted;
}

/** Draws in random order, so that any part of them is a sample. */
export function shuffledOrder(count: number, random: RandomStream): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}

/** Calls `write` once for each draw's number; x is valid during the call. */
export function drawJointly(
  evaluator: PointEvaluator,
  points: readonly WeightedConditional[],
  count: number,
  random: RandomStream,
  write: (draw: number, theta: Float64Array, x: Float64Array) => void,
): void {
  const allotted = allotDraws(
    points.map(({ weight }) => weight),
    count,
    random,
  );
  const order = shuffledOrder(count, random);
  const { conditional } = evaluator.density;
  let next = 0;
  points.forEach(({ theta, mode, mean }, k) => {
    if (allotted[k] === 0) return;
    // The mode is known: one step factorises P there again.
    conditional.find(theta, mode);
    const x = new Float64Array(mean.length);
    for (let d = 0; d < allotted[k]!; d++) {
      conditional.system.draw(() => random.normal(), x);
      for (let j = 0; j < x.length; j++) x[j]! += mean[j]!;
      write(order[next++]!, theta, x);
    }
  });
}

/** Draws a category by its logits, from one uniform. */
import { deterministic, type RandomStream } from "../../../math/index.js";

const weights = new Float64Array(8);

/** P(c) = exp(logit_c) / Σ exp(logit); for at most eight moderate logits, which cannot overflow. */
export function drawChoice(logits: Float64Array, random: RandomStream): number {
  let total = 0;
  for (let c = 0; c < logits.length; c++) {
    weights[c] = deterministic.exp(logits[c]!);
    total += weights[c]!;
  }
  let left = random.uniform() * total;
  for (let c = 0; c < logits.length - 1; c++) {
    left -= weights[c]!;
    if (left < 0) return c;
  }
  return logits.length - 1;
}

/** σ(x) = 1 / (1 + exp(-x)). */
export function logistic(x: number): number {
  return 1 / (1 + deterministic.exp(-x));
}

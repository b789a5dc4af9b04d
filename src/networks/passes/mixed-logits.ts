/** Logits of deep multilevel models from coefficients and numeric columns, forward and back: the same operands both ways. */
import type { KernelMemory } from "../kernels/network-kernels.js";
import { addressOf, type PassMemory } from "./pass-memory.js";

/** Runs `mixSlopes`, or `pullSlopes` for the way back, on a block of rows. */
export function runOnMixed(
  kernel: KernelMemory["run"]["mixSlopes"],
  { plan, layers, logits, logitWidth, x, numeric }: PassMemory,
  row: number,
  rows: number,
): void {
  const head = layers.at(-1)!;
  kernel(
    addressOf(logits, row, logitWidth),
    4 * logitWidth,
    addressOf(head.activations, row, head.outputs),
    4 * head.outputs,
    addressOf(x, row, numeric),
    4 * numeric,
    plan.logits,
    plan.numeric,
    rows,
  );
}

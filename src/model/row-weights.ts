/** How much each row counts in means and standard deviations: its trials, its weight, or one. */
import type { Response } from "../design/design-blocks.js";

/** Undefined stands for ones. */
export function rowWeights({ trials, weights }: Response): Float64Array | undefined {
  if (!trials || !weights) return trials ?? weights;
  return trials.map((count, row) => count * weights[row]!);
}

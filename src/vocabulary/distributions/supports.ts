/** The sets of values that the distributions of the vocabulary can take. */
import type { Support } from "../distribution.js";

export const realLine: Support = { lower: -Infinity, upper: Infinity };
export const positiveLine: Support = { lower: 0, upper: Infinity };
export const unitInterval: Support = { lower: 0, upper: 1 };

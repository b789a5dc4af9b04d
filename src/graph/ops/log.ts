/** Natural logarithm, entry by entry. */
import { elementwise } from "./elementwise.js";
import type { Op } from "../op.js";
import type { NoAttributes } from "./no-attributes.js";

export const log: Op<NoAttributes> = elementwise((math) => ({
  value: (x) => math.log(x),
  slope: (x) => 1 / x,
}));

/** Exponential, entry by entry. */
import { elementwise } from "./elementwise.js";
import type { Op } from "../op.js";
import type { NoAttributes } from "./no-attributes.js";

export const exp: Op<NoAttributes> = elementwise((math) => ({
  value: (x) => math.exp(x),
  slope: (_x, y) => y,
}));

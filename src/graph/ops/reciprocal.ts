/** 1 / x, entry by entry. */
import { elementwise } from "./elementwise.js";
import type { Op } from "../op.js";
import type { NoAttributes } from "./no-attributes.js";

export const reciprocal: Op<NoAttributes> = elementwise(() => ({
  value: (x) => 1 / x,
  slope: (_x, y) => -y * y,
}));

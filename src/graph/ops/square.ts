/** Square, entry by entry. */
import { elementwise } from "./elementwise.js";
import type { Op } from "../op.js";
import type { NoAttributes } from "./no-attributes.js";

export const square: Op<NoAttributes> = elementwise(() => ({
  value: (x) => x * x,
  slope: (x) => 2 * x,
}));

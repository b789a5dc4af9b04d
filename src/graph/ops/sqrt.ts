/** Square root, entry by entry. */
import { elementwise } from "./elementwise.js";
import type { Op } from "../op.js";
import type { NoAttributes } from "./no-attributes.js";

export const sqrt: Op<NoAttributes> = elementwise(() => ({
  value: (x) => Math.sqrt(x),
  slope: (_x, y) => 0.5 / y,
}));

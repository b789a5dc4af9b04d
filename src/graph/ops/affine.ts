/** scale · x + shift by constants, entry by entry. */
import { elementwise } from "./elementwise.js";
import type { Op } from "../op.js";

export interface AffineAttributes {
  readonly scale: number;
  readonly shift: number;
}

export const affine: Op<AffineAttributes> = elementwise(
  (_math, { scale, shift }) => ({ value: (x) => scale * x + shift, slope: () => scale }),
  ({ scale, shift }) => (shift === 0 ? `× ${scale}` : `${scale} x + ${shift}`),
);

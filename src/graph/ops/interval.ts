/**
 * From the real line to (lower, upper), either of which may be infinite: lower + e^t, upper − e^t,
 * or lower + (upper − lower) / (1 + e^−t).
 */
import type { Elementary } from "../../math/index.js";
import type { Op } from "../op.js";
import { elementwise, type ScalarFunction } from "./elementwise.js";

export interface IntervalAttributes {
  readonly lower: number;
  readonly upper: number;
}

/** 1 / (1 + e^−t) without overflow. */
export function logistic(t: number, math: Elementary): number {
  const e = math.exp(-Math.abs(t));
  return t >= 0 ? 1 / (1 + e) : e / (1 + e);
}

function transformOf(math: Elementary, { lower, upper }: IntervalAttributes): ScalarFunction {
  if (lower === -Infinity && upper === Infinity) return { value: (t) => t, slope: () => 1 };
  if (upper === Infinity) return { value: (t) => lower + math.exp(t), slope: (_t, x) => x - lower };
  if (lower === -Infinity)
    return { value: (t) => upper - math.exp(t), slope: (_t, x) => x - upper };
  const width = upper - lower;
  return {
    value: (t) => lower + width * logistic(t, math),
    slope: (t) => width * logistic(t, math) * logistic(-t, math),
  };
}

export const interval: Op<IntervalAttributes> = elementwise(
  transformOf,
  ({ lower, upper }) => `(${lower}, ${upper})`,
);

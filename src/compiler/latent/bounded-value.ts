/** A parameter between two bounds as a function of its coordinate. */
import { deterministic } from "../../math/index.js";

export interface BoundedValue {
  readonly value: number;
  /** d value / d t. */
  readonly slope: number;
  /** How far it is from either bound, without cancellation. */
  readonly fromLower: number;
  readonly fromUpper: number;
}

/** lower + (upper − lower) / (1 + e^−t). */
export function boundedValue(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  t: number,
): BoundedValue {
  const small = deterministic.exp(-Math.abs(t));
  const [share, rest] =
    t >= 0 ? [1 / (1 + small), small / (1 + small)] : [small / (1 + small), 1 / (1 + small)];
  const width = upper - lower;
  return {
    value: lower + width * share,
    slope: width * share * rest,
    fromLower: width * share,
    fromUpper: width * rest,
  };
}

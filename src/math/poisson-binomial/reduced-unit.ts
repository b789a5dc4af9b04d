/**
 * A unit without the outcomes that nobody chose. These are exact: they leave Σ w log(1 − their share), and the
 * others' probabilities in proportion.
 */
import type { Elementary } from "../elementary.js";
import { mostOutcomes, type UnitMembers } from "./unit-members.js";

export interface ReducedUnit {
  /** Members × outcomes that are left. */
  readonly p: Float64Array;
  readonly v: Float64Array;
  /** Where they stand among all outcomes. */
  readonly at: Int32Array;
  outcomes: number;
  /** Log probability that nobody chose the others. */
  certain: number;
}

export function openReducedUnit(size: number): ReducedUnit {
  return {
    p: new Float64Array(size),
    v: new Float64Array(mostOutcomes),
    at: new Int32Array(mostOutcomes),
    outcomes: 0,
    certain: 0,
  };
}

export function reduceInto(
  into: ReducedUnit,
  { probabilities, weights, counts }: UnitMembers,
  math: Elementary,
): void {
  into.outcomes = 0;
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] === 0) continue;
    into.at[into.outcomes] = c;
    into.v[into.outcomes++] = counts[c]!;
  }
  const { p, at, outcomes } = into;
  into.certain = 0;
  for (let i = 0; i < weights.length; i++) {
    const row = i * counts.length;
    let left = 0;
    for (let c = 0; c < outcomes; c++) left += probabilities[row + at[c]!]!;
    if (outcomes < counts.length) into.certain += weights[i]! * math.log(left);
    for (let c = 0; c < outcomes; c++) p[i * outcomes + c] = probabilities[row + at[c]!]! / left;
  }
}

/**
 * Slopes in all outcomes' scores, from the tilted probabilities q of those that are left and from what is
 * taken off their slopes w (q − p): the rest are −w p.
 */
export function writeReducedSlopes(
  { at, outcomes }: ReducedUnit,
  { probabilities, weights, counts }: UnitMembers,
  q: Float64Array,
  less: Float64Array,
  slopes: Float64Array,
): void {
  for (let i = 0; i < weights.length; i++) {
    const row = i * counts.length;
    for (let c = 0; c < counts.length; c++)
      slopes[row + c] = -weights[i]! * probabilities[row + c]!;
    for (let c = 0; c < outcomes; c++)
      slopes[row + at[c]!]! += weights[i]! * q[i * outcomes + c]! - less[i * outcomes + c]!;
  }
}

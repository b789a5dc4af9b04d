/** Numbers of a unit's groups by outcome, drawn as normals that add up to the unit's counts. */
import { choleskyInto, solveSymmetric } from "./small-matrices.js";
import type { UnitMembers } from "../../../math/poisson-binomial/index.js";

export interface UnitGroups {
  /** Place of every member's group among `groups`. */
  readonly group: Int32Array;
  /** The groups that the unit has, by their numbers in all units. */
  readonly groups: readonly number[];
}

export interface GroupNumbers {
  /** groups × outcomes; overwritten by the next unit. */
  readonly expected: Float64Array;
  readonly drawn: Float64Array;
}

/** Covariance of a group's numbers Σ w (diag q - q qᵀ) in all outcomes but the last, added to `into`. */
function addCovariance(
  q: Float64Array,
  start: number,
  weight: number,
  size: number,
  into: Float64Array,
): void {
  for (let j = 0; j < size; j++) {
    const x = weight * q[start + j]!;
    for (let k = 0; k < size; k++) into[j * size + k]! -= x * q[start + k]!;
    into[j * size + j]! += x;
  }
}

/** The members' probabilities are those given the counts. */
export function openChanceOfGroups(
  outcomes: number,
  normal: () => number,
): (unit: UnitGroups, members: UnitMembers) => GroupNumbers {
  const size = outcomes - 1;
  const factor = new Float64Array(size * size);
  return ({ group, groups }, { probabilities: q, weights }) => {
    const expected = new Float64Array(groups.length * outcomes);
    const drawn = new Float64Array(groups.length * outcomes);
    const own = groups.map(() => new Float64Array(size * size));
    weights.forEach((weight, m) => {
      const g = group[m]!;
      for (let c = 0; c < outcomes; c++)
        expected[g * outcomes + c]! += weight * q[m * outcomes + c]!;
      addCovariance(q, m * outcomes, weight, size, own[g]!);
    });
    const all = new Float64Array(size * size);
    const excess = new Float64Array(size);
    const deviations = own.map((covariance) => {
      for (let k = 0; k < all.length; k++) all[k]! += covariance[k]!;
      choleskyInto(covariance, size, factor);
      const independent = Float64Array.from({ length: size }, normal);
      return Float64Array.from({ length: size }, (_, j) => {
        let sum = 0;
        for (let k = 0; k <= j; k++) sum += factor[j * size + k]! * independent[k]!;
        excess[j]! += sum;
        return sum;
      });
    });
    const pull = solveSymmetric(all, excess);
    groups.forEach((_, g) => {
      let last = 0;
      for (let j = 0; j < size; j++) {
        let deviation = deviations[g]![j]!;
        for (let k = 0; k < size; k++) deviation -= own[g]![j * size + k]! * pull[k]!;
        drawn[g * outcomes + j] = expected[g * outcomes + j]! + deviation;
        last -= deviation;
      }
      drawn[g * outcomes + size] = expected[g * outcomes + size]! + last;
    });
    return { expected, drawn };
  };
}

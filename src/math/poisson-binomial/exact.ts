/**
 * The exact Poisson-binomial likelihood. The tree multiplies tilted members, under which the count is the mean,
 * and f(k) = f_tilted(k) exp(K(s) − s k): no count is so far in a tail that digits are lost. The derivative in
 * a member's logit is E[X_i | Σ X = k] − w_i p_i, and that expectation is the same under any tilt.
 */
import type { Elementary } from "../elementary.js";
import { openConvolutionTree } from "./convolution-tree.js";
import { certainCount, solveTilt } from "./tilt.js";
import type { CountLikelihood } from "./unit-members.js";

/** For units of two outcomes and at most so many members and people; whole weights. */
export function openExactBinary(
  mostMembers: number,
  mostPeople: number,
  math: Elementary,
): CountLikelihood {
  const tree = openConvolutionTree(mostMembers, mostPeople);
  const q = new Float64Array(mostMembers);
  const contributions = new Float64Array(mostMembers);
  return (unit, slopes) => {
    const certain = certainCount(unit, slopes, math);
    if (certain !== undefined) return certain;
    const { probabilities: p, weights, counts } = unit;
    const count = counts[0]!;
    const { s, cumulant } = solveTilt(unit, count, q, math);
    const tilted = tree.probability(weights, q, weights.length, count);
    tree.contributions(contributions);
    for (let i = 0; i < weights.length; i++) {
      const slope = contributions[i]! - weights[i]! * p[2 * i]!;
      slopes[2 * i] = slope;
      slopes[2 * i + 1] = -slope;
    }
    return math.log(tilted) + cumulant - s * count;
  };
}

/**
 * The saddlepoint approximation of counts of several outcomes: log f ≈ K − sᵀv − ½ log |2π K″| at K′(s) = v.
 * Outcomes that nobody chose are exact; two that are left take the expansion to the second order.
 */
import type { Elementary } from "../elementary.js";
import { openReducedUnit, reduceInto, writeReducedSlopes } from "./reduced-unit.js";
import { openSaddlepoint } from "./saddlepoint.js";
import { openTiltedUnit, slopesOfDeterminant, solveTilts } from "./tilted-unit.js";
import type { CountLikelihood } from "./unit-members.js";

const logTwoPi = 1.8378770664093453;

/** For units of at most so many members and outcomes. */
export function openMultivariateSaddlepoint(
  mostMembers: number,
  outcomes: number,
  math: Elementary,
): CountLikelihood {
  const size = mostMembers * outcomes;
  const reduced = openReducedUnit(size);
  const tilted = openTiltedUnit(size, math);
  const less = new Float64Array(size);
  const ofTwo = openSaddlepoint(mostMembers, math);
  /** The log likelihood of what is left, with q and what is taken off the slopes. */
  const ofReduced = (weights: Float64Array): number => {
    const { outcomes: left, p, v } = reduced;
    const entries = weights.length * left;
    if (left === 1) {
      tilted.q.fill(1, 0, entries);
      less.fill(0, 0, entries);
      return 0;
    }
    if (left === 2) {
      const unit = { probabilities: p, weights, counts: v.subarray(0, 2) };
      const value = ofTwo(unit, less);
      for (let k = 0; k < entries; k++) {
        tilted.q[k] = p[k]!;
        less[k] = -less[k]!;
      }
      return value;
    }
    const { value, logDeterminant } = solveTilts(tilted, reduced, weights, math);
    slopesOfDeterminant(tilted, left, weights, less);
    return value - 0.5 * (logDeterminant + (left - 1) * logTwoPi);
  };
  return (unit, slopes) => {
    reduceInto(reduced, unit, math);
    const value = ofReduced(unit.weights);
    writeReducedSlopes(reduced, unit, tilted.q, less, slopes);
    return value + reduced.certain;
  };
}

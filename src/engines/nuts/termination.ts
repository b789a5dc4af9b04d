/** The generalised U-turn criterion (Betancourt 2017) with Stan's extra checks across subtrees. */
import type { Subtree } from "./subtree.js";

/**
 * Adds the momentum sum of `second` to that of `first`, of which it is the continuation, and tells
 * whether the joined trajectory goes on. With ρ the sum and p♯ the velocities, all of
 *   p♯_begin · ρ > 0 and p♯_end · ρ > 0                     for the whole,
 *   the same for the first half with the first state of the second half,
 *   the same for the second half with the last state of the first half.
 */
export function joinMomentumSums(first: Subtree, second: Subtree): boolean {
  const {
    momentumSum,
    beginVelocity,
    endVelocity: innerEnd,
    endMomentum: innerEndMomentum,
  } = first;
  const { endVelocity, beginVelocity: innerBegin, beginMomentum: innerBeginMomentum } = second;
  let wholeBegin = 0;
  let wholeEnd = 0;
  let firstBegin = 0;
  let firstEnd = 0;
  let secondBegin = 0;
  let secondEnd = 0;
  for (let i = 0; i < momentumSum.length; i++) {
    const sumFirst = momentumSum[i]!;
    const sumSecond = second.momentumSum[i]!;
    const whole = sumFirst + sumSecond;
    wholeBegin += beginVelocity[i]! * whole;
    wholeEnd += endVelocity[i]! * whole;
    const firstExtended = sumFirst + innerBeginMomentum[i]!;
    firstBegin += beginVelocity[i]! * firstExtended;
    firstEnd += innerBegin[i]! * firstExtended;
    const secondExtended = sumSecond + innerEndMomentum[i]!;
    secondBegin += innerEnd[i]! * secondExtended;
    secondEnd += endVelocity[i]! * secondExtended;
    momentumSum[i] = whole;
  }
  const least = Math.min(wholeBegin, wholeEnd, firstBegin, firstEnd, secondBegin, secondEnd);
  return least > 0;
}

/**
 * The exact likelihood of counts of any number of outcomes by adding one person after the other: the table of
 * P(counts of the first people), of all counts up to those observed. The derivative in a person's score is
 * P(this person chose c | counts) − p_c, from the table before the person and the adjoint after.
 */
import type { Elementary } from "../elementary.js";
import { mostOutcomes, type CountLikelihood, type UnitMembers } from "./unit-members.js";

/** Entries of all tables of a unit: people + 1 times the product of (count + 1) over all outcomes but the last. */
export function recursionSize({ counts }: Pick<UnitMembers, "counts">): number {
  let states = 1;
  let people = 0;
  for (let c = 0; c < counts.length; c++) {
    people += counts[c]!;
    if (c < counts.length - 1) states *= counts[c]! + 1;
  }
  return states * (people + 1);
}

/** Moves of a state when one more person chose an outcome; no move where the count is already full. */
interface Grid {
  readonly states: number;
  readonly strides: Int32Array;
}

/** Whether the state has room for one more of outcome c. */
function hasRoom({ strides }: Grid, counts: Float64Array, state: number, c: number): boolean {
  const stride = strides[c]!;
  return stride === 0 || Math.floor(state / stride) % (counts[c]! + 1) < counts[c]!;
}

/** For units whose `recursionSize` is at most `size`. */
export function openRecursion(size: number, math: Elementary): CountLikelihood {
  const tables = new Float64Array(size);
  const strides = new Int32Array(mostOutcomes);
  let adjoint = new Float64Array(size);
  let before = new Float64Array(size);

  const forward = (
    p: Float64Array,
    row: number,
    at: number,
    grid: Grid,
    counts: Float64Array,
  ): void => {
    const { states } = grid;
    tables.fill(0, at + states, at + 2 * states);
    for (let state = 0; state < states; state++) {
      const mass = tables[at + state]!;
      if (mass === 0) continue;
      for (let c = 0; c < counts.length; c++)
        if (hasRoom(grid, counts, state, c))
          tables[at + states + state + strides[c]!]! += mass * p[row + c]!;
    }
  };

  const backward = (
    p: Float64Array,
    row: number,
    at: number,
    grid: Grid,
    counts: Float64Array,
    chosen: Float64Array,
  ): void => {
    for (let state = 0; state < grid.states; state++) {
      let total = 0;
      for (let c = 0; c < counts.length; c++) {
        if (!hasRoom(grid, counts, state, c)) continue;
        const next = adjoint[state + strides[c]!]! * p[row + c]!;
        chosen[row + c]! += tables[at + state]! * next;
        total += next;
      }
      before[state] = total;
    }
    [adjoint, before] = [before, adjoint];
  };

  return ({ probabilities: p, weights, counts }, slopes) => {
    const outcomes = counts.length;
    let states = 1;
    for (let c = 0; c < outcomes; c++) {
      strides[c] = c < outcomes - 1 ? states : 0;
      if (c < outcomes - 1) states *= counts[c]! + 1;
    }
    const grid = { states, strides };
    tables.fill(0, 0, states);
    tables[0] = 1;
    let at = 0;
    for (let i = 0; i < weights.length; i++)
      for (let person = 0; person < weights[i]!; person++, at += states)
        forward(p, i * outcomes, at, grid, counts);
    const answer = tables[at + states - 1]!;
    adjoint.fill(0, 0, states);
    adjoint[states - 1] = 1;
    slopes.fill(0);
    for (let i = weights.length - 1; i >= 0; i--)
      for (let person = 0; person < weights[i]!; person++) {
        at -= states;
        backward(p, i * outcomes, at, grid, counts, slopes);
      }
    for (let i = 0; i < weights.length; i++)
      for (let c = 0; c < outcomes; c++) {
        const k = i * outcomes + c;
        slopes[k] = slopes[k]! / answer - weights[i]! * p[k]!;
      }
    return math.log(answer);
  };
}

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

/** The states of a unit's counts, and where one more person of an outcome leads. */
interface Grid {
  readonly strides: Int32Array;
  states: number;
}

/** Whether the state has room for one more of outcome c. */
function hasRoom({ strides }: Grid, counts: Float64Array, state: number, c: number): boolean {
  const stride = strides[c]!;
  return stride === 0 || Math.floor(state / stride) % (counts[c]! + 1) < counts[c]!;
}

function layOut(grid: Grid, counts: Float64Array): void {
  grid.states = 1;
  for (let c = 0; c < counts.length; c++) {
    const last = c === counts.length - 1;
    grid.strides[c] = last ? 0 : grid.states;
    if (!last) grid.states *= counts[c]! + 1;
  }
}

/** The table after one more person from that at `at`, behind it. */
function addPerson(
  tables: Float64Array,
  at: number,
  grid: Grid,
  counts: Float64Array,
  p: Float64Array,
): void {
  const { states, strides } = grid;
  tables.fill(0, at + states, at + 2 * states);
  for (let state = 0; state < states; state++) {
    const mass = tables[at + state]!;
    if (mass === 0) continue;
    for (let c = 0; c < counts.length; c++)
      if (hasRoom(grid, counts, state, c))
        tables[at + states + state + strides[c]!]! += mass * p[c]!;
  }
}

interface Adjoints {
  after: Float64Array;
  before: Float64Array;
}

/** Back over one person: the adjoint of the table before, and the mass of each choice into `chosen`. */
function removePerson(
  tables: Float64Array,
  at: number,
  grid: Grid,
  counts: Float64Array,
  p: Float64Array,
  adjoints: Adjoints,
  chosen: Float64Array,
): void {
  const { after, before } = adjoints;
  for (let state = 0; state < grid.states; state++) {
    let total = 0;
    for (let c = 0; c < counts.length; c++) {
      if (!hasRoom(grid, counts, state, c)) continue;
      const next = after[state + grid.strides[c]!]! * p[c]!;
      chosen[c]! += tables[at + state]! * next;
      total += next;
    }
    before[state] = total;
  }
  adjoints.after = before;
  adjoints.before = after;
}

/** For units whose `recursionSize` is at most `size`. */
export function openRecursion(size: number, math: Elementary): CountLikelihood {
  const tables = new Float64Array(size);
  const adjoints: Adjoints = { after: new Float64Array(size), before: new Float64Array(size) };
  const grid: Grid = { strides: new Int32Array(mostOutcomes), states: 1 };
  return ({ probabilities: p, weights, counts }, slopes) => {
    const outcomes = counts.length;
    const ofMember = (values: Float64Array, i: number): Float64Array =>
      values.subarray(i * outcomes, (i + 1) * outcomes);
    layOut(grid, counts);
    const { states } = grid;
    tables.fill(0, 0, states);
    tables[0] = 1;
    let at = 0;
    for (let i = 0; i < weights.length; i++)
      for (let person = 0; person < weights[i]!; person++, at += states)
        addPerson(tables, at, grid, counts, ofMember(p, i));
    const answer = tables[at + states - 1]!;
    adjoints.after.fill(0, 0, states);
    adjoints.after[states - 1] = 1;
    slopes.fill(0);
    for (let i = weights.length - 1; i >= 0; i--)
      for (let person = 0; person < weights[i]!; person++) {
        at -= states;
        removePerson(tables, at, grid, counts, ofMember(p, i), adjoints, ofMember(slopes, i));
      }
    for (let k = 0; k < slopes.length; k++) {
      const weight = weights[(k - (k % outcomes)) / outcomes]!;
      slopes[k] = slopes[k]! / answer - weight * p[k]!;
    }
    return math.log(answer);
  };
}

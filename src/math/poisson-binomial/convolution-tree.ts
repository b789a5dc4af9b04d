/**
 * The distribution of a sum of independent binomials by divide and conquer, and by reverse mode what every one
 * of them contributes: the tree of products of generating polynomials.
 */
import type { ComplexArray } from "./fourier.js";
import { correlateInto, multiplyInto, openProductSpace } from "./convolve.js";

export interface ConvolutionTree {
  /** P(Σ X_i = count), X_i binomial with the given weight and probability. */
  probability(
    weights: Float64Array,
    probabilities: Float64Array,
    members: number,
    count: number,
  ): number;
  /** E[X_i | Σ X = count] of the last call, for every member. */
  contributions(into: Float64Array): void;
}

/** Polynomials of one level, one after the other, with their adjoints. */
interface Level {
  readonly values: Float64Array;
  readonly adjoints: Float64Array;
  readonly starts: Int32Array;
  count: number;
}

/** The binomial's probabilities from their ratios, outwards from the mode. */
function writeBinomial(into: Float64Array, start: number, weight: number, p: number): void {
  const mode = Math.min(weight, Math.floor((weight + 1) * p));
  const odds = p / (1 - p);
  let total = (into[start + mode] = 1);
  for (let j = mode; j < weight; j++)
    total += into[start + j + 1] = (into[start + j]! * (weight - j) * odds) / (j + 1);
  for (let j = mode; j > 0; j--)
    total += into[start + j - 1] = (into[start + j]! * j) / ((weight - j + 1) * odds);
  for (let j = 0; j <= weight; j++) into[start + j]! /= total;
}

function openLevels(members: number, people: number): readonly Level[] {
  const levels: Level[] = [];
  for (let count = members; ; count = Math.ceil(count / 2)) {
    const size = people + count;
    levels.push({
      values: new Float64Array(size),
      adjoints: new Float64Array(size),
      starts: new Int32Array(count + 1),
      count,
    });
    if (count <= 1) return levels;
  }
}

const runOf = (values: Float64Array, starts: Int32Array, at: number) => ({
  values,
  start: starts[at]!,
  length: starts[at + 1]! - starts[at]!,
});

/** The products of neighbours; the last of an odd number goes up as it is. */
function combine(space: ComplexArray, below: Level, above: Level): void {
  above.count = Math.ceil(below.count / 2);
  let start = 0;
  for (let j = 0; j < above.count; j++) {
    const left = runOf(below.values, below.starts, 2 * j);
    const alone = 2 * j + 1 === below.count;
    const right = alone ? undefined : runOf(below.values, below.starts, 2 * j + 1);
    const length = left.length + (right ? right.length - 1 : 0);
    above.starts[j] = start;
    if (right) multiplyInto(space, left, right, { values: above.values, start, length });
    else above.values.set(left.values.subarray(left.start, left.start + length), start);
    start += length;
  }
  above.starts[above.count] = start;
}

/** The adjoints of the factors from those of the products. */
function pullBack(space: ComplexArray, below: Level, above: Level): void {
  for (let j = 0; j < above.count; j++) {
    const c = runOf(above.adjoints, above.starts, j);
    const left = runOf(below.adjoints, below.starts, 2 * j);
    if (2 * j + 1 === below.count) {
      below.adjoints.set(c.values.subarray(c.start, c.start + c.length), left.start);
      continue;
    }
    const right = runOf(below.adjoints, below.starts, 2 * j + 1);
    correlateInto(space, c, runOf(below.values, below.starts, 2 * j + 1), left);
    correlateInto(space, c, runOf(below.values, below.starts, 2 * j), right);
  }
}

/** A workspace for sums of at most so many members and people. */
export function openConvolutionTree(mostMembers: number, mostPeople: number): ConvolutionTree {
  const levels = openLevels(Math.max(1, mostMembers), mostPeople);
  const space = openProductSpace(mostPeople + 2);
  let top = 0;
  let answer = 0;

  return {
    probability(weights, probabilities, members, count) {
      const leaves = levels[0]!;
      leaves.count = members;
      let start = 0;
      for (let i = 0; i < members; i++) {
        leaves.starts[i] = start;
        writeBinomial(leaves.values, start, weights[i]!, probabilities[i]!);
        start += weights[i]! + 1;
      }
      leaves.starts[members] = start;
      for (top = 0; levels[top]!.count > 1; top++) combine(space, levels[top]!, levels[top + 1]!);
      const { values, adjoints } = levels[top]!;
      adjoints.fill(0, 0, levels[top]!.starts[1]);
      adjoints[count] = 1;
      return (answer = values[count]!);
    },
    contributions(into) {
      for (let level = top; level > 0; level--) pullBack(space, levels[level - 1]!, levels[level]!);
      const { values, adjoints, starts, count } = levels[0]!;
      for (let i = 0; i < count; i++) {
        let total = 0;
        const start = starts[i]!;
        for (let j = 1; start + j < starts[i + 1]!; j++)
          total += j * values[start + j]! * adjoints[start + j]!;
        into[i] = total / answer;
      }
    },
  };
}

/** Poisson-multinomial likelihoods: the recursion against enumeration, the approximations against it. */
import { describe, expect, it } from "vitest";
import { deterministic } from "../../../src/math/index.js";
import {
  openDirichletMultinomial,
  openMultivariateSaddlepoint,
  openNormalCounts,
  openRecursion,
  recursionSize,
  type UnitMembers,
} from "../../../src/math/poisson-binomial/index.js";
import { randomScores, slopeError, softmaxRows, valueOf } from "./units.js";

const math = deterministic;
const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

/** Sum over every assignment of outcomes to people that gives the counts. */
function byEnumeration({ probabilities, weights, counts }: UnitMembers): number {
  const outcomes = counts.length;
  const left = Float64Array.from(counts);
  const from = (i: number): number => {
    if (i === weights.length) return 1;
    let total = 0;
    for (let c = 0; c < outcomes; c++) {
      if (left[c] === 0) continue;
      left[c]!--;
      total += probabilities[i * outcomes + c]! * from(i + 1);
      left[c]!++;
    }
    return total;
  };
  return Math.log(from(0));
}

const exactOf = (unit: UnitMembers): number =>
  valueOf(openRecursion(recursionSize(unit), math), unit);

describe("the recursion", () => {
  it("is the sum over all assignments", () => {
    const probabilities = softmaxRows(randomScores(1, 27, 2), 3);
    for (const counts of [
      [4, 3, 2],
      [0, 9, 0],
      [5, 0, 4],
    ]) {
      const unit = { probabilities, weights: ones(9), counts: Float64Array.from(counts) };
      expect(exactOf(unit)).toBeCloseTo(byEnumeration(unit), 11);
    }
  });

  it("has its slopes by differences, cells of several people included", () => {
    const weights = Float64Array.of(1, 5, 2, 7, 5);
    for (const [a, b, c] of [
      [9, 7, 4],
      [12, 0, 8],
    ]) {
      const counts = Float64Array.of(a!, b!, c!);
      const likelihood = openRecursion(recursionSize({ counts }), math);
      expect(slopeError(likelihood, randomScores(2, 15, 2), { weights, counts })).toBeLessThan(
        1e-10,
      );
    }
  });
});

it("the Dirichlet-multinomial gives probabilities that add up to one and have the stated variance", () => {
  const unit = {
    probabilities: softmaxRows(randomScores(4, 12, 2), 2),
    weights: Float64Array.of(3, 5, 1, 6, 2, 3),
  };
  const { evaluate } = openDirichletMultinomial(math);
  let [total, mean, square] = [0, 0, 0];
  for (let k = 0; k <= 20; k++) {
    const counts = Float64Array.of(k, 20 - k);
    const p = Math.exp(evaluate({ ...unit, counts }, 7.5, new Float64Array(12)));
    total += p;
    mean += p * k;
    square += p * k * k;
  }
  expect(total).toBeCloseTo(1, 12);
  const share = mean / 20;
  const wanted = (20 * share * (1 - share) * (20 + 7.5)) / (1 + 7.5);
  expect(square - mean * mean).toBeCloseTo(wanted, 10);
});

describe("approximations of sixty people and three outcomes", () => {
  const probabilities = softmaxRows(randomScores(3, 180, 2.5), 3);
  const unit = (counts: readonly number[]): UnitMembers => ({
    probabilities,
    weights: ones(60),
    counts: Float64Array.from(counts),
  });
  const expected = [0, 1, 2].map((c) =>
    Math.round(probabilities.reduce((sum, p, at) => (at % 3 === c ? sum + p : sum), 0)),
  );
  const middle = [expected[0]!, expected[1]!, 60 - expected[0]! - expected[1]!];
  const out = [middle[0]! + 7, middle[1]! - 4, middle[2]! - 3];

  it("the saddlepoint is within 0.02 in the middle and 7 people out", () => {
    const saddlepoint = openMultivariateSaddlepoint(60, 3, math);
    for (const counts of [middle, out])
      expect(Math.abs(valueOf(saddlepoint, unit(counts)) - exactOf(unit(counts)))).toBeLessThan(
        0.02,
      );
  });

  it("the matched normal is within 0.05 in the middle", () => {
    const error = valueOf(openNormalCounts(0, math), unit(middle)) - exactOf(unit(middle));
    expect(Math.abs(error)).toBeLessThan(0.05);
  });

  it("an outcome that nobody chose leaves the saddlepoint of the others, to the second order", () => {
    const saddlepoint = openMultivariateSaddlepoint(60, 3, math);
    const none = unit([30, 0, 30]);
    expect(Math.abs(valueOf(saddlepoint, none) - exactOf(none))).toBeLessThan(1e-3);
    const all = unit([0, 60, 0]);
    expect(valueOf(saddlepoint, all)).toBeCloseTo(exactOf(all), 9);
  });
});

describe.each([
  [
    [9, 7, 4, 6],
    [8, 9, 9],
  ],
  [
    [9, 7, 4, 6],
    [20, 0, 6],
  ],
  [
    [9, 7, 4, 6],
    [0, 0, 26],
  ],
])("slopes for members %j and counts %j", (people, votes) => {
  const weights = Float64Array.from(people);
  const counts = Float64Array.from(votes);
  const scores = randomScores(5, 12, 1.5);

  it("of the saddlepoint are those of its expression", () => {
    const likelihood = openMultivariateSaddlepoint(4, 3, math);
    expect(slopeError(likelihood, scores, { weights, counts })).toBeLessThan(1e-10);
  });

  it("of the matched normal are those of its expression", () => {
    const likelihood = openNormalCounts(1 / 12, math);
    expect(slopeError(likelihood, scores, { weights, counts }, 3e-4)).toBeLessThan(1e-9);
  });
});

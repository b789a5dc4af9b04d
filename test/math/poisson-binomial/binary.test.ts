/** Poisson-binomial likelihoods against the recursion, each other and the measured errors of A3.1. */
import { describe, expect, it } from "vitest";
import { deterministic } from "../../../src/math/index.js";
import {
  openExactBinary,
  openNormalCounts,
  openRecursion,
  openSaddlepoint,
  openUnitMean,
  recursionSize,
  refinedNormal,
  type UnitMembers,
} from "../../../src/math/poisson-binomial/index.js";
import {
  momentsOf,
  randomScores,
  slopeError,
  softmaxRows,
  sortedVoters,
  valueOf,
} from "./units.js";

const math = deterministic;

/** P(k) of every k, one person after the other. */
function distribution({ probabilities, weights }: UnitMembers): Float64Array {
  const people = weights.reduce((total, w) => total + w, 0);
  const f = new Float64Array(people + 1);
  f[0] = 1;
  weights.forEach((w, i) => {
    for (let person = 0; person < w; person++)
      for (let k = people; k >= 0; k--)
        f[k] = f[k]! * probabilities[2 * i + 1]! + (k > 0 ? f[k - 1]! * probabilities[2 * i]! : 0);
  });
  return f;
}

const counted = (unit: UnitMembers, k: number): UnitMembers => ({
  ...unit,
  counts: Float64Array.of(k, unit.weights.reduce((total, w) => total + w, 0) - k),
});

const exactOf = (unit: UnitMembers, k: number): number => {
  const people = unit.weights.reduce((total, w) => total + w, 0);
  return valueOf(openExactBinary(unit.weights.length, people, math), counted(unit, k));
};

describe("the exact likelihood", () => {
  const voters = sortedVoters(1130, 1);

  it("is the recursion's within 1e-12 at every count of 1,130 sorted voters", () => {
    const f = distribution(voters);
    let worst = 0;
    for (let k = 0; k <= 1130; k += 23)
      worst = Math.max(worst, Math.abs(Math.exp(exactOf(voters, k)) - f[k]!));
    expect(worst).toBeLessThan(1e-12);
  });

  it("keeps its digits in tails where a transform alone has none", () => {
    const f = distribution(voters);
    for (const k of [330, 380, 820, 870])
      expect(exactOf(voters, k)).toBeCloseTo(Math.log(f[k]!), 9);
  });

  it("takes a cell of several people as so many rows", () => {
    const cells: UnitMembers = {
      probabilities: Float64Array.of(0.2, 0.8, 0.65, 0.35, 0.9, 0.1),
      weights: Float64Array.of(7, 90, 3),
      counts: new Float64Array(2),
    };
    const f = distribution(cells);
    f.forEach((mass, k) => expect(exactOf(cells, k)).toBeCloseTo(Math.log(mass), 10));
  });

  it("has the derivative f₋ᵢ(k − 1) − f₋ᵢ(k) in a member's probability", () => {
    const unit = counted(sortedVoters(300, 3), 171);
    const slopes = new Float64Array(600);
    openExactBinary(300, 300, math)(unit, slopes);
    const f = distribution(unit)[171]!;
    for (const i of [0, 5, 17, 299]) {
      const others: UnitMembers = {
        ...unit,
        weights: unit.weights.map((w, j) => (j === i ? 0 : w)),
      };
      const without = distribution(others);
      const p = unit.probabilities[2 * i]!;
      const wanted = ((without[170]! - without[171]!) / f) * p * (1 - p);
      expect(slopes[2 * i]!).toBeCloseTo(wanted, 10);
    }
  });

  it("has its slopes by differences", () => {
    const scores = randomScores(4, 24, 2);
    const weights = Float64Array.of(1, 3, 1, 5, 80, 2, 100, 1, 4, 90, 1, 12);
    const counts = Float64Array.of(170, 130);
    expect(slopeError(openExactBinary(12, 300, math), scores, { weights, counts })).toBeLessThan(
      1e-10,
    );
  });
});

describe("approximations at 0, 2 and 4 sd of 1,130 sorted voters", () => {
  const voters = sortedVoters(1130, 1);
  const { mean, sd } = momentsOf(voters);
  const places = [0, 2, 4].map((z) => Math.round(mean + z * sd));
  const errors = (of: (unit: UnitMembers) => number): readonly number[] =>
    places.map((k) => of(counted(voters, k)) - exactOf(voters, k));

  it("the unit mean is off as measured: -0.6, +0.8, +5 nats", () => {
    const [zero, two, four] = errors((unit) => valueOf(openUnitMean(math), unit));
    expect(Math.abs(zero! + 0.586)).toBeLessThan(0.1);
    expect(Math.abs(two! - 0.783)).toBeLessThan(0.2);
    expect(Math.abs(four! - 5.14)).toBeLessThan(0.8);
  });

  it("the matched normal is off by 0.001, 0.01 and 0.15 at most", () => {
    const normal = openNormalCounts(0, math);
    errors((unit) => valueOf(normal, unit)).forEach((error, z) => {
      expect(Math.abs(error)).toBeLessThan([0.002, 0.02, 0.2][z]!);
    });
  });

  it("the refined normal is off by 0.002, 0.004 and 0.05 at most", () => {
    errors((unit) => math.log(refinedNormal(unit, math))).forEach((error, z) => {
      expect(Math.abs(error)).toBeLessThan([0.002, 0.004, 0.05][z]!);
    });
  });

  it("the saddlepoint of the second order is off by 1e-5 at most", () => {
    const saddlepoint = openSaddlepoint(1130, math);
    for (const error of errors((unit) => valueOf(saddlepoint, unit)))
      expect(Math.abs(error)).toBeLessThan(1e-5);
  });
});

describe("the saddlepoint", () => {
  it.each([
    [20, 0.03],
    [100, 1e-3],
    [200, 1e-4],
    [500, 1e-4],
  ])("of %i sorted voters is within %f nats within 4 sd", (n, most) => {
    const voters = sortedVoters(n, 2);
    const { mean, sd } = momentsOf(voters);
    const saddlepoint = openSaddlepoint(n, math);
    for (let z = -4; z <= 4; z++) {
      const k = Math.round(mean + z * sd);
      if (k < 1 || k >= n) continue;
      const error = valueOf(saddlepoint, counted(voters, k)) - exactOf(voters, k);
      expect(Math.abs(error)).toBeLessThan(most);
    }
  });

  it("is exact where nobody or everybody chose", () => {
    const voters = sortedVoters(50, 2);
    for (const k of [0, 50])
      expect(valueOf(openSaddlepoint(50, math), counted(voters, k))).toBeCloseTo(
        Math.log(distribution(voters)[k]!),
        10,
      );
  });

  it("has the slopes of its own expression, the move of s included", () => {
    const weights = Float64Array.of(1, 3, 1, 5, 30, 2, 40, 1, 4, 9, 1, 12);
    const scores = randomScores(4, 24, 2);
    for (const k of [20, 54, 95]) {
      const counts = Float64Array.of(k, 109 - k);
      expect(slopeError(openSaddlepoint(12, math), scores, { weights, counts })).toBeLessThan(
        1e-10,
      );
    }
  });
});

describe("the unit mean", () => {
  it("is the binomial likelihood of Rosen and of King, Rosen and Tanner at given rates of the groups", () => {
    // θ = x β₁ + (1 − x) β₂ with x = 30 of 100.
    const unit: UnitMembers = {
      probabilities: Float64Array.of(0.8, 0.2, 0.25, 0.75),
      weights: Float64Array.of(30, 70),
      counts: Float64Array.of(45, 55),
    };
    const theta = 0.3 * 0.8 + 0.7 * 0.25;
    let logChoose = 0;
    for (let j = 1; j <= 45; j++) logChoose += Math.log((55 + j) / j);
    const wanted = logChoose + 45 * Math.log(theta) + 55 * Math.log(1 - theta);
    expect(valueOf(openUnitMean(math), unit)).toBeCloseTo(wanted, 10);
  });

  it("has its slopes by differences, for three outcomes", () => {
    const counts = Float64Array.of(20, 0, 30);
    const weights = Float64Array.of(10, 1, 24, 15);
    const scores = randomScores(6, 12, 2);
    expect(slopeError(openUnitMean(math), scores, { weights, counts })).toBeLessThan(1e-10);
  });
});

it("the recursion over tables is the tree where there are two outcomes", () => {
  const probabilities = softmaxRows(randomScores(9, 40, 3), 2);
  const unit = {
    probabilities,
    weights: new Float64Array(20).fill(2),
    counts: new Float64Array(2),
  };
  for (const k of [0, 1, 13, 22, 40]) {
    const full = counted(unit, k);
    const [a, b] = [new Float64Array(40), new Float64Array(40)];
    const value = openRecursion(recursionSize(full), math)(full, a);
    expect(value).toBeCloseTo(openExactBinary(20, 40, math)(full, b), 11);
    a.forEach((slope, at) => expect(slope).toBeCloseTo(b[at]!, 11));
  }
});

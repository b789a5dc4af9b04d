/** Estimates of groups given a unit's counts, against the enumeration of everything that people may have done. */
import { describe, expect, it } from "vitest";
import { openStream } from "../../../src/math/index.js";
import { frameFromColumns } from "../../../src/index.js";
import type { ChoiceDraws } from "../../../src/workflows/ecological/individuals/index.js";
import { openGivenCounts } from "../../../src/workflows/ecological/individuals/given-counts.js";

/** A unit of people with probabilities of their own. */
function unitOf(p: readonly (readonly number[])[], counts: readonly number[]): ChoiceDraws {
  return {
    outcomes: counts.map((_, c) => `o${c}`),
    people: frameFromColumns("people", { id: p.map((_, i) => i) }),
    weights: new Float64Array(p.length).fill(1),
    unit: new Int32Array(p.length),
    counts: Float64Array.from(counts),
    draws: 1,
    evaluate: (_, into) => into.set(p.flat()),
  };
}

/** Mean and variance of how many of the first people chose the first outcome, given the counts. */
function enumerate(
  p: readonly (readonly number[])[],
  counts: readonly number[],
  first: number,
): { mean: number; variance: number } {
  const width = counts.length;
  let [total, sum, squares] = [0, 0, 0];
  for (let code = 0; code < width ** p.length; code++) {
    const choices = p.map((_, i) => Math.floor(code / width ** i) % width);
    if (counts.some((count, c) => choices.filter((one) => one === c).length !== count)) continue;
    const mass = choices.reduce((product, c, i) => product * p[i]![c]!, 1);
    const number = choices.slice(0, first).filter((c) => c === 0).length;
    total += mass;
    sum += mass * number;
    squares += mass * number * number;
  }
  const mean = sum / total;
  return { mean, variance: squares / total - mean * mean };
}

const random = openStream(3, "test of given counts");
const peopleOf = (count: number, width: number): number[][] =>
  Array.from({ length: count }, () => {
    const odds = Array.from({ length: width }, () => 0.15 + random.uniform());
    const sum = odds.reduce((a, b) => a + b, 0);
    return odds.map((one) => one / sum);
  });

function estimate(race: ChoiceDraws, first: number, repeats: number) {
  const groups = Int32Array.from(race.weights, (_, i) => (i < first ? 0 : 1));
  const sizes = Float64Array.of(first, race.weights.length - first);
  const given = openGivenCounts(race, groups, sizes);
  const p = new Float64Array(race.weights.length * race.outcomes.length);
  void race.evaluate(0, p);
  const expected = new Float64Array(2 * race.outcomes.length);
  const drawn = new Float64Array(expected.length);
  const draws: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    given(p, expected, drawn);
    draws.push(drawn[0]!);
  }
  const mean = draws.reduce((a, b) => a + b, 0) / repeats;
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (repeats - 1);
  return { expected, mean, variance };
}

describe("people's choices given the counts of their unit", () => {
  it("are exact in the mean for two outcomes", () => {
    const p = peopleOf(12, 2);
    const { expected } = estimate(unitOf(p, [4, 8]), 5, 1);
    expect(expected[0]).toBeCloseTo(enumerate(p, [4, 8], 5).mean, 9);
  });

  it("are near the mean by the saddlepoint for three", () => {
    const p = peopleOf(9, 3);
    const { expected } = estimate(unitOf(p, [3, 4, 2]), 4, 1);
    expect(Math.abs(expected[0]! - enumerate(p, [3, 4, 2], 4).mean)).toBeLessThan(0.03);
  });

  it("add up to the counts", () => {
    const { expected } = estimate(unitOf(peopleOf(30, 3), [12, 15, 3]), 10, 1);
    for (const [c, count] of [12, 15, 3].entries())
      expect(expected[c]! + expected[3 + c]!).toBeCloseTo(count, 6);
  });

  /** 20,000 draws: the sd of a variance is 1 % of it; clipping and few people are the rest. */
  it("vary as they do in truth", () => {
    const p = peopleOf(14, 2);
    const truth = enumerate(p, [6, 8], 7);
    const { variance } = estimate(unitOf(p, [6, 8]), 7, 20_000);
    expect(variance / truth.variance).toBeGreaterThan(0.85);
    expect(variance / truth.variance).toBeLessThan(1.1);
  });

  it("are certain where everybody chose the same", () => {
    const { expected, variance } = estimate(unitOf(peopleOf(6, 3), [6, 0, 0]), 2, 10);
    expect(expected[0]).toBeCloseTo(2, 9);
    expect(variance).toBeCloseTo(0, 9);
  });
});

/** The envelope test of uniformity and Holm's adjustment: closed cases, and the rate of false alarms. */
import { describe, expect, it } from "vitest";
import { adjustByHolm, openEnvelope, openStream } from "../../src/math/index.js";

describe("the envelope of a uniform distribution function", () => {
  it("has the p values that counting gives", () => {
    expect(openEnvelope(2)([0.1, 0.2]).p).toBeCloseTo(1 / 2, 12);
    expect(openEnvelope(2)([0.1, 0.9]).p).toBeCloseTo(1, 12);
    // Only all three in the first third or none below the last are as far from uniform.
    expect(openEnvelope(3)([0.1, 0.2, 0.3]).p).toBeCloseTo(2 / 27, 12);
    expect(openEnvelope(3)([0.1, 0.2, 0.3]).gamma).toBeCloseTo(2 / 27, 12);
  });

  it("rejects uniform values as often as it says", () => {
    const random = openStream(1, "envelope");
    const test = openEnvelope(150);
    const samples = 2000;
    let rejected = 0;
    for (let sample = 0; sample < samples; sample++)
      if (test(Float64Array.from({ length: 150 }, () => random.uniform())).p <= 0.05) rejected++;
    // Counts make the level at most .05; four standard errors are .0195, a false alarm in 15,000.
    expect(rejected / samples).toBeLessThan(0.0695);
    expect(rejected / samples).toBeGreaterThan(0.025);
  });

  it("rejects values that crowd, spread to the ends, or lean to a side", () => {
    const even = Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);
    const test = openEnvelope(200);
    expect(test(even).p).toBeGreaterThan(0.999);
    expect(test(even.map((u) => 0.5 + 0.7 * (u - 0.5))).p).toBeLessThan(1e-4);
    expect(test(even.map((u) => (u < 0.5 ? 2 * u * u : 1 - 2 * (1 - u) * (1 - u)))).p).toBeLessThan(
      1e-4,
    );
    expect(test(even.map((u) => u * Math.sqrt(u))).p).toBeLessThan(1e-4);
  });

  it("measures differences in standard errors", () => {
    const { differences } = openEnvelope(4)([0.1, 0.2, 0.3, 0.4]);
    // At one half all 4 are below instead of 2, and the standard error is 1.
    expect(Array.from(differences)[1]).toBeCloseTo(2, 12);
  });

  it("does not care about the order of its values", () => {
    expect(openEnvelope(5)([0.9, 0.1, 0.5, 0.2, 0.3])).toEqual(
      openEnvelope(5)([0.1, 0.2, 0.3, 0.5, 0.9]),
    );
  });
});

describe("Holm's adjustment", () => {
  it("multiplies the smallest by the number of tests and never lets order change", () => {
    expect(adjustByHolm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(adjustByHolm([0.6, 0.5])).toEqual([1, 1]);
    expect(adjustByHolm([])).toEqual([]);
  });
});

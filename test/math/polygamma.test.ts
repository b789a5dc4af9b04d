import { describe, expect, it } from "vitest";
import { deterministic, digammaGap, tetragamma, trigamma } from "../../src/math/index.js";

describe("polygamma functions", () => {
  it("have their closed forms at 1 and 1/2", () => {
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 13);
    expect(trigamma(0.5)).toBeCloseTo(Math.PI ** 2 / 2, 12);
    expect(tetragamma(1)).toBeCloseTo(-2 * 1.2020569031595942, 12);
    expect(tetragamma(0.5)).toBeCloseTo(-14 * 1.2020569031595942, 11);
  });

  it.each([0.03, 0.7, 3.4, 11.9, 12.1, 250])("are derivatives of the one below at %f", (x) => {
    const h = 1e-3 * x;
    const slope = (of: (at: number) => number): number =>
      (of(x - 2 * h) - 8 * of(x - h) + 8 * of(x + h) - of(x + 2 * h)) / (12 * h);
    expect(Math.abs(slope(deterministic.digamma) / trigamma(x) - 1)).toBeLessThan(1e-9);
    expect(Math.abs(slope(trigamma) / tetragamma(x) - 1)).toBeLessThan(1e-9);
  });

  it.each([0.03, 0.7, 3.4, 11.9, 12.1, 250])("have the gap of log and digamma at %f", (x) => {
    const { value, slope, curvature } = digammaGap(x);
    expect(Math.abs(value / (Math.log(x) - deterministic.digamma(x)) - 1)).toBeLessThan(1e-11);
    expect(Math.abs(slope / (1 / x - trigamma(x)) - 1)).toBeLessThan(1e-10);
    expect(Math.abs(curvature / (-1 / (x * x) - tetragamma(x)) - 1)).toBeLessThan(1e-9);
  });

  it("have a gap that does not vanish in rounding at large arguments", () => {
    const { value, slope, curvature } = digammaGap(1e12);
    expect(value).toBeCloseTo(5e-13, 22);
    expect(slope / -5e-25).toBeCloseTo(1, 10);
    expect(curvature / 1e-36).toBeCloseTo(1, 10);
  });
});

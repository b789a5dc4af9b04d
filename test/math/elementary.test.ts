import { describe, expect, it } from "vitest";
import {
  deterministic,
  inverseMillsRatio,
  normalCdf,
  normalQuantile,
  openStream,
  platform,
} from "../../src/math/index.js";
import { openReference } from "./big-reference.js";

const reference = openReference(256);
const random = openStream(20, "test points");

/** Points spread evenly over an interval. */
function points(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, () => low + (high - low) * random.uniform());
}

function worst(xs: readonly number[], error: (x: number) => number): number {
  return xs.reduce((most, x) => Math.max(most, error(x)), 0);
}

describe.each([
  ["deterministic", deterministic, 1e-14],
  ["platform", platform, 1e-12],
] as const)("%s elementary functions against integer arithmetic", (_name, math, gammaError) => {
  it("exp is within 1 ulp", () => {
    const error = (x: number): number => {
      const { mantissa, exponent } = reference.exp(x);
      return reference.ulps(math.exp(x) * 2 ** -exponent, mantissa);
    };
    expect(worst([...points(-700, 700, 400), ...points(-1, 1, 400)], error)).toBeLessThan(1);
  });

  it("log is within 1 ulp", () => {
    const xs = [...points(0.5, 2, 400), ...points(-60, 60, 400).map((x) => 2 ** x)];
    expect(worst(xs, (x) => reference.ulps(math.log(x), reference.log(x)))).toBeLessThan(1);
  });

  it("log1p is within 1 ulp", () => {
    const xs = [...points(-0.99, 2, 400), ...points(-30, 60, 400).map((x) => 2 ** x)];
    expect(worst(xs, (x) => reference.ulps(math.log1p(x), reference.log1p(x)))).toBeLessThan(1);
  });

  it("log Γ is accurate away from its zeros", () => {
    const xs = [...points(0.01, 0.9, 40), ...points(1.1, 1.9, 40), ...points(2.1, 200, 80)];
    const error = (x: number): number =>
      reference.relative(math.logGamma(x), reference.logGamma(x));
    expect(worst(xs, error)).toBeLessThan(gammaError);
    expect(worst([0.3, 1000.5, 1e6, 1e9], error)).toBeLessThan(gammaError);
  });

  it("digamma is accurate away from its zero", () => {
    const xs = [...points(0.01, 1.3, 60), ...points(1.6, 100, 80), 1e6];
    const error = (x: number): number => reference.relative(math.digamma(x), reference.digamma(x));
    expect(worst(xs, error)).toBeLessThan(gammaError);
  });

  it("log Φ has a relative error below 1e-13 from -37 to 8", () => {
    const wide = openReference(2200);
    const xs = [
      -37, -30.25, -20.5, -10.1, -5.7, -5.5, -3, -1.5, -0.7, -0.6, -0.1, 0.3, 1, 2.5, 5, 8,
    ];
    const error = (x: number): number => wide.relative(math.logNormalCdf(x), wide.logNormalCdf(x));
    expect(worst(xs, error)).toBeLessThan(1e-13);
  });
});

describe("the two sets of elementary functions agree", () => {
  it.each([
    ["expm1", -40, 40],
    ["expm1", -1, 1],
    ["tanh", -25, 25],
    ["tanh", -0.6, 0.6],
  ] as const)("%s from %d to %d to 4 ulp", (name, low, high) => {
    const error = (x: number): number =>
      Math.abs(deterministic[name](x) / platform[name](x) - 1) / Number.EPSILON;
    expect(worst(points(low, high, 2000), error)).toBeLessThan(4);
  });

  it("log Φ far beyond the doubles' range of Φ", () => {
    for (const x of [-40, -100, -1e4, -1e150]) {
      expect(deterministic.logNormalCdf(x) / platform.logNormalCdf(x)).toBeCloseTo(1, 12);
    }
  });
});

describe("elementary functions at their edges", () => {
  it.each([
    ["deterministic", deterministic],
    ["platform", platform],
  ] as const)("%s", (_name, math) => {
    expect([math.exp(-Infinity), math.exp(710), math.exp(-746), math.exp(0)]).toEqual([
      0,
      Infinity,
      0,
      1,
    ]);
    expect([math.log(0), math.log(Infinity), math.log(-1), math.log(1)]).toEqual([
      -Infinity,
      Infinity,
      NaN,
      0,
    ]);
    expect([math.log1p(-1), math.log1p(-2), math.log1p(1e-300)]).toEqual([-Infinity, NaN, 1e-300]);
    expect([math.expm1(-100), math.expm1(1000), math.expm1(1e-300)]).toEqual([
      -1,
      Infinity,
      1e-300,
    ]);
    expect([math.tanh(Infinity), math.tanh(-Infinity)]).toEqual([1, -1]);
    expect([math.logGamma(0), math.digamma(0), math.logGamma(-1)]).toEqual([
      Infinity,
      -Infinity,
      NaN,
    ]);
    expect(math.logNormalCdf(-Infinity)).toBe(-Infinity);
    expect(math.logNormalCdf(Infinity)).toBeCloseTo(0, 300);
    const functions = Object.values(math) as readonly ((x: number) => number)[];
    for (const one of functions) expect(one(NaN)).toBeNaN();
  });

  it("exp and log pass through subnormal numbers", () => {
    expect(deterministic.exp(-744)).toBe(1e-323);
    expect(deterministic.log(5e-324)).toBeCloseTo(-744.4400719213812, 12);
  });
});

describe("the normal distribution function", () => {
  it("is inverted by its quantiles", () => {
    for (const p of [1e-300, 1e-30, 1e-9, 0.01, 0.0749, 0.0751, 0.3, 0.5, 0.9, 0.999]) {
      const z = normalQuantile(p);
      expect(Math.abs(normalCdf(z) / p - 1)).toBeLessThan(2e-15 * (1 + z * z));
    }
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(1.1)]).toEqual([
      -Infinity,
      Infinity,
      NaN,
    ]);
  });

  it("has φ / Φ as the derivative of its logarithm", () => {
    for (const x of [-30, -8, -2, -0.6, 0, 0.6, 3]) {
      const h = 1e-5 * Math.max(1, Math.abs(x));
      const { logNormalCdf } = deterministic;
      const slope = (logNormalCdf(x + h) - logNormalCdf(x - h)) / (2 * h);
      expect(inverseMillsRatio(x) / slope).toBeCloseTo(1, 6);
    }
    expect(inverseMillsRatio(-1e9) / 1e9).toBeCloseTo(1, 12);
    expect(inverseMillsRatio(40)).toBeLessThan(1e-300);
  });
});

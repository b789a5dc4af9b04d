/** Curvature against the likelihoods that NUTS uses, and every order against differences of the one below. */
import { describe, expect, it } from "vitest";
import { curvatureBuffers, likelihoods, openCurvature } from "../../../src/graph/index.js";
import type { LikelihoodName, LinkOpName } from "../../../src/graph/index.js";
import { inverseLinks } from "../../../src/graph/ops/links.js";
import { deterministic } from "../../../src/math/index.js";

interface Case {
  readonly family: LikelihoodName;
  readonly links: readonly LinkOpName[];
  /** One array a statistic. */
  readonly statistics: readonly (readonly number[])[];
  readonly auxiliary: readonly number[];
  readonly eta: Partial<Record<LinkOpName, readonly number[]>>;
}

const around = [-2.1, -0.4, 0.3, 1.7];
const positiveEta = [0.3, 0.9, 1.4, 2.6];

const cases: readonly Case[] = [
  {
    family: "binomial",
    links: ["logit", "probit", "cloglog", "identity"],
    statistics: [
      [0, 3, 5, 0],
      [4, 7, 5, 0],
    ],
    auxiliary: [],
    eta: { identity: [0.1, 0.4, 0.7, 0.9] },
  },
  {
    family: "poisson",
    links: ["log", "identity"],
    statistics: [
      [0, 3, 11, 2],
      [1, 2.5, 1, 0.3],
    ],
    auxiliary: [],
    eta: { identity: positiveEta },
  },
  {
    family: "gaussian",
    links: ["identity", "log", "inverse"],
    statistics: [
      [0.3, -1, 2, 0.5],
      [1, 2, 0.5, 3],
      [0, 0.4, 0, 1.1],
    ],
    auxiliary: [0.8],
    eta: { inverse: positiveEta },
  },
  {
    family: "gaussian_known",
    links: ["identity", "log", "inverse"],
    statistics: [
      [0.3, -1, 2, 0.5],
      [1, 2, 0.5, 3],
    ],
    auxiliary: [],
    eta: { inverse: positiveEta },
  },
  {
    family: "student_t",
    links: ["identity", "log", "inverse"],
    statistics: [
      [0.3, -1, 4, 0.5],
      [1, 2, 0.5, 3],
    ],
    auxiliary: [0.7, 3.5],
    eta: { inverse: positiveEta },
  },
  {
    family: "negative_binomial",
    links: ["log", "identity", "cloglog"],
    statistics: [
      [0, 3, 11, 90],
      [1, 2, 0.5, 1],
    ],
    auxiliary: [2.3],
    eta: { identity: positiveEta },
  },
  {
    family: "gamma",
    links: ["inverse", "identity", "log"],
    statistics: [
      [0.6, 3, 1.1, 2],
      [1, 2, 1, 0.5],
      [-0.5, 0.8, 0.1, 0.3],
    ],
    auxiliary: [1.9],
    eta: { inverse: positiveEta, identity: positiveEta },
  },
  {
    family: "beta",
    links: ["logit", "probit", "cloglog"],
    statistics: [
      [-0.3, -2, -0.7, -1],
      [-1.4, -0.6, -0.7, -0.5],
      [1, 2, 1, 0.5],
    ],
    auxiliary: [6.5],
    eta: {},
  },
];

const pairs = cases.flatMap((one) => one.links.map((link) => ({ ...one, link })));

function evaluateAt(
  { family, link, statistics }: (typeof pairs)[number],
  eta: Float64Array,
  aux: Float64Array,
) {
  const buffers = curvatureBuffers(eta.length, aux.length);
  openCurvature(
    family,
    link,
    statistics.map((row) => Float64Array.from(row)),
  ).evaluate(eta, aux, "third", buffers);
  return buffers;
}

/** Fourth-order central difference of an array-valued function of a shift. */
function difference(of: (shift: number) => Float64Array, h: number): Float64Array {
  const [a, b, c, d] = [of(-2 * h), of(-h), of(h), of(2 * h)];
  return a.map((value, i) => (value - 8 * b[i]! + 8 * c[i]! - d[i]!) / (12 * h));
}

function expectClose(found: Float64Array, expected: Float64Array, what: string): void {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  found.forEach((value, i) =>
    expect(Math.abs(value - expected[i]!) / scale, `${what} of row ${i}`).toBeLessThan(1e-7),
  );
}

describe.each(pairs)("the curvature of $family with $link", (one) => {
  const eta = Float64Array.from(one.eta[one.link] ?? around);
  const aux = Float64Array.from(one.auxiliary);
  const shifted = (by: number): Float64Array => eta.map((value) => value + by);
  const withAux = (k: number, by: number): Float64Array =>
    aux.map((value, a) => (a === k ? value + by : value));

  it("has the value and the first derivatives that NUTS has", () => {
    const found = evaluateAt(one, eta, aux);
    const { inverse, slope } = inverseLinks[one.link];
    const statistics = one.statistics.map((row) => Float64Array.from(row));
    const slopes = new Float64Array(1 + aux.length);
    eta.forEach((at, i) => {
      const mu = inverse(at, deterministic);
      const value = likelihoods[one.family].ofMean(mu, i, statistics, aux, slopes, deterministic);
      const scale = Math.max(1, Math.abs(value));
      expect(Math.abs(found.value[i]! - value) / scale).toBeLessThan(1e-11);
      const first = slopes[0]! * slope(at, mu, deterministic);
      expect(Math.abs(found.first[i]! - first) / Math.max(1, Math.abs(first))).toBeLessThan(1e-10);
      aux.forEach((_, a) =>
        expect(Math.abs(found.auxiliary[a]!.value[i]! - slopes[1 + a]!)).toBeLessThan(1e-9),
      );
    });
  });

  it("has second and third derivatives that differences confirm", () => {
    const found = evaluateAt(one, eta, aux);
    expectClose(
      found.second,
      difference((by) => evaluateAt(one, shifted(by), aux).first, 1e-3),
      "second",
    );
    expectClose(
      found.third,
      difference((by) => evaluateAt(one, shifted(by), aux).second, 1e-3),
      "third",
    );
  });

  it("has derivatives in the auxiliary parameters that differences confirm", () => {
    const found = evaluateAt(one, eta, aux);
    aux.forEach((_, a) => {
      const by = (order: "value" | "first" | "second") =>
        difference((shift) => evaluateAt(one, eta, withAux(a, shift))[order], 1e-3);
      expectClose(found.auxiliary[a]!.value, by("value"), `value by auxiliary ${a}`);
      expectClose(found.auxiliary[a]!.first, by("first"), `first by auxiliary ${a}`);
      expectClose(found.auxiliary[a]!.second, by("second"), `second by auxiliary ${a}`);
    });
  });
});

describe("binomial curvature in the tails", () => {
  it.each(["logit", "probit", "cloglog"] as const)(
    "is finite with %s far from the data",
    (link) => {
      const statistics = [Float64Array.of(2, 2), Float64Array.of(5, 5)];
      const buffers = curvatureBuffers(2, 0);
      const far = link === "cloglog" ? 6 : 30;
      openCurvature("binomial", link, statistics).evaluate(
        Float64Array.of(-far, far),
        new Float64Array(0),
        "third",
        buffers,
      );
      for (const values of [buffers.value, buffers.first, buffers.second, buffers.third])
        for (const value of values) expect(Number.isFinite(value)).toBe(true);
      expect(buffers.first[0]!).toBeGreaterThan(0);
      expect(buffers.first[1]!).toBeLessThan(0);
    },
  );
});

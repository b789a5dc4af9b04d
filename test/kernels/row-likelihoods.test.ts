/** Kernels of row likelihoods: against loops over rows, and WebAssembly against JavaScript in every bit. */
import { describe, expect, it } from "vitest";
import { curvatureBuffers, openCurvature } from "../../src/graph/index.js";
import {
  openObservationLikelihood,
  openRowLikelihood,
} from "../../src/kernels/row-likelihoods/index.js";
import { gaussHermite, openStream } from "../../src/math/index.js";

const lengths = [1, 2, 3, 8, 513];
const rule = gaussHermite(15);

const pairs = [
  ["binomial", "logit"],
  ["poisson", "log"],
] as const;

type Family = (typeof pairs)[number][0];

/** Counts out of one to five trials, or with exposures. */
function simulate(family: Family, rows: number, seed: number) {
  const random = openStream(seed, "rows");
  const column = (of: () => number): Float64Array => Float64Array.from({ length: rows }, of);
  const others = column(() =>
    family === "binomial" ? 1 + Math.floor(5 * random.uniform()) : 0.5 + random.uniform(),
  );
  const counts = others.map((most) =>
    Math.floor((family === "binomial" ? most + 1 : 6) * random.uniform()),
  );
  return {
    statistics: [counts, others],
    constants: others.map((most) => (most === 1 ? 0 : random.normal())),
    eta: column(() => 2 * random.normal()),
    variance: column(() => random.uniform()),
  };
}

const extremes = [800, -800, 0, -0, 1e-300, 709.9, -745, 40, -40, Infinity, -Infinity, NaN];

const bits = (numbers: Float64Array): BigUint64Array => new BigUint64Array(numbers.slice().buffer);

describe.each(pairs)("the kernels of %s with %s", (family, link) => {
  it("have the derivatives of the loop over rows", () => {
    for (const rows of lengths) {
      const { statistics, eta } = simulate(family, rows, rows);
      const loop = curvatureBuffers(rows, 0);
      openCurvature(family, link, statistics).evaluate(eta, new Float64Array(0), "third", loop);
      const found = curvatureBuffers(rows, 0);
      const kernels = openRowLikelihood(family, link, statistics)!;
      const total = loop.value.reduce((sum, value) => sum + value, 0);
      expect(kernels.evaluate(eta, "value", found) / total).toBeCloseTo(1, 13);
      expect(kernels.evaluate(eta, "third", found) / total).toBeCloseTo(1, 13);
      for (const order of ["first", "second", "third"] as const)
        found[order].forEach((value, i) => {
          const scale = Math.max(1, Math.abs(loop[order][i]!));
          expect(Math.abs(value - loop[order][i]!) / scale).toBeLessThan(1e-13);
        });
    }
  });

  it("have the expectations of the loop over nodes and rows", () => {
    for (const rows of lengths) {
      const { statistics, constants, eta, variance } = simulate(family, rows, rows + 1);
      const loop = curvatureBuffers(rows, 0);
      const row = Int32Array.from({ length: rows }, (_, o) => rows - 1 - o);
      const slopes = new Float64Array(rows);
      const expected = { log: slopes.slice(), square: slopes.slice(), density: slopes.slice() };
      const ofRows = openCurvature(family, link, statistics);
      rule.nodes.forEach((node, q) => {
        const weight = rule.weights[q]!;
        const at = eta.map((mean, i) => mean + Math.sqrt(variance[i]!) * node);
        ofRows.evaluate(at, new Float64Array(0), "third", loop);
        loop.first.forEach((value, i) => (slopes[i]! += weight * value));
        ofRows.evaluate(
          at.map((_, o) => at[row[o]!]!),
          new Float64Array(0),
          "value",
          loop,
        );
        loop.value.forEach((value, o) => {
          const l = value + constants[o]!;
          expected.log[o]! += 0.25 * weight * l;
          expected.square[o]! += 0.25 * weight * l * l;
          expected.density[o]! += 0.25 * weight * Math.exp(l);
        });
      });
      const found = new Float64Array(rows);
      openRowLikelihood(family, link, statistics)!.expectSlopes(eta, variance, rule, found);
      found.forEach((value, i) => {
        const scale = Math.max(1, Math.abs(slopes[i]!));
        expect(Math.abs(value - slopes[i]!) / scale).toBeLessThan(1e-11);
      });
      const columns = { statistics, constants, row, rowCount: rows };
      const observed = openObservationLikelihood(family, link, columns)!;
      const sums = {
        log: new Float64Array(rows).fill(1),
        square: new Float64Array(rows).fill(2),
        density: new Float64Array(rows).fill(3),
      };
      observed.addExpectations(eta, variance, rule, 0.25, sums);
      sums.log.forEach((_, o) => {
        const near = (value: number, other: number): void =>
          expect(Math.abs(value - other) / Math.max(1, Math.abs(other))).toBeLessThan(1e-12);
        near(sums.log[o]!, 1 + expected.log[o]!);
        near(sums.square[o]!, 2 + expected.square[o]!);
        near(sums.density[o]!, 3 + expected.density[o]!);
      });
    }
  });

  it("give the same bits in WebAssembly and in JavaScript", () => {
    const outcomes = (backend: "wasm" | "javascript", rows: number) => {
      const { statistics, constants, eta, variance } = simulate(family, rows, rows + 2);
      // NaN has more than one pattern of bits, so that it stays out of what follows here.
      if (rows > 100) extremes.forEach((x, i) => (eta[i] = Number.isNaN(x) ? 0 : x));
      const kernels = openRowLikelihood(family, link, statistics, backend)!;
      const into = curvatureBuffers(rows, 0);
      const totals = Float64Array.of(
        kernels.evaluate(eta, "third", into),
        kernels.evaluate(eta, "value", into),
      );
      const slopes = new Float64Array(rows);
      const finite = eta.map((x) => Math.max(-1e3, Math.min(1e3, x)));
      kernels.expectSlopes(finite, variance, rule, slopes);
      const row = Int32Array.from({ length: rows }, (_, o) => (7 * o) % rows);
      const columns = { statistics, constants, row, rowCount: rows };
      const observed = openObservationLikelihood(family, link, columns, backend)!;
      const sums = { log: slopes.slice(), square: slopes.slice(), density: slopes.slice() };
      const moderate = eta.map((x) => Math.max(-30, Math.min(30, x)));
      observed.addExpectations(moderate, variance, rule, 0.3, sums);
      const densities = new Float64Array(rows);
      observed.logDensity(moderate, densities);
      const { first, second, third } = into;
      const { log, square, density } = sums;
      return [totals, first, second, third, slopes, log, square, density, densities].map(bits);
    };
    for (const rows of lengths)
      expect(outcomes("wasm", rows)).toEqual(outcomes("javascript", rows));
  });

  it("hand a NaN on, on both backends", () => {
    const { statistics, eta } = simulate(family, 5, 1);
    eta[4] = NaN;
    for (const backend of ["wasm", "javascript"] as const) {
      const into = curvatureBuffers(5, 0);
      const kernels = openRowLikelihood(family, link, statistics, backend)!;
      expect(kernels.evaluate(eta, "third", into)).toBeNaN();
      expect(into.first[4]).toBeNaN();
      expect(into.first[3]).not.toBeNaN();
    }
  });
});

it("there are none for other links", () => {
  const { statistics } = simulate("binomial", 3, 1);
  expect(openRowLikelihood("binomial", "probit", statistics)).toBeUndefined();
});

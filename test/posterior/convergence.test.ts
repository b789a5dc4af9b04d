/** The convergence diagnostics are those of the R package posterior. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  convergence,
  energyFractionOfMissingInformation,
  essMean,
  highestDensityInterval,
  mcseOfQuantile,
  openDrawMeasures,
  summariseDraws,
} from "../../src/posterior/diagnostics/index.js";
import { essOfQuantile } from "../../src/posterior/diagnostics/measure-draws.js";
import { openStream } from "../../src/math/index.js";

interface Golden {
  readonly source: string;
  readonly cases: readonly {
    readonly name: string;
    readonly chains: number;
    readonly expected: Readonly<Record<string, number | null>>;
    readonly draws: readonly number[];
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL("golden/convergence.json", import.meta.url), "utf8"),
) as Golden;

function measure(values: Float64Array, chains: number): Record<string, number> {
  const measures = openDrawMeasures(chains, values.length / chains);
  const sorted = values.slice().sort();
  return {
    ...summariseDraws(values, measures, 0.94),
    essMean: essMean(values, chains),
    essQuarter: essOfQuantile(values, sorted, 0.25, measures),
    mcseMedian: mcseOfQuantile(values, 0.5, measures),
    mcseTwentieth: mcseOfQuantile(values, 0.05, measures),
  };
}

describe("convergence diagnostics", () => {
  for (const { name, chains, expected, draws } of golden.cases) {
    it(`agree with ${golden.source.split(",")[0]!} to 1e-8: ${name}`, () => {
      const ours = measure(Float64Array.from(draws), chains);
      for (const [statistic, value] of Object.entries(expected)) {
        const own = ours[statistic]!;
        if (value === null) expect(own, statistic).toBeNaN();
        else expect(Math.abs(own - value) / (Math.abs(value) + 1e-8), statistic).toBeLessThan(1e-8);
      }
    });
  }

  it("have no answer for constant and for infinite draws", () => {
    for (const values of [
      new Float64Array(40).fill(2),
      Float64Array.from({ length: 40 }, (_, i) => (i === 7 ? Infinity : i)),
    ]) {
      const { rHat, essBulk, essTail } = convergence(values, 4);
      expect([rHat, essBulk, essTail]).toEqual([NaN, NaN, NaN]);
    }
  });

  it("see one chain that stands elsewhere and one that is wider", () => {
    const random = openStream(1, "test");
    const draws = (shift: number, scale: number): Float64Array =>
      Float64Array.from({ length: 1000 }, (_, i) =>
        i < 250 ? shift + scale * random.normal() : random.normal(),
      );
    expect(convergence(draws(0, 1), 4).rHat).toBeLessThan(1.01);
    expect(convergence(draws(1, 1), 4).rHat).toBeGreaterThan(1.05);
    expect(convergence(draws(0, 3), 4).rHat).toBeGreaterThan(1.05);
  });

  it("take the narrowest interval, the first of several", () => {
    const sorted = Float64Array.of(0, 5, 6, 7, 8, 20, 21, 22, 23, 40);
    expect(highestDensityInterval(sorted, 0.3)).toEqual([5, 8]);
    expect(highestDensityInterval(sorted, 1)).toEqual([0, 40]);
  });

  it("compute E-BFMI as the mean squared step over the variance of the energy", () => {
    // Steps 1, 2, -4; mean square 7; variance of 0, 1, 3, -1 about 0.75 is 8.75 / 3.
    expect(energyFractionOfMissingInformation(Float64Array.of(0, 1, 3, -1))).toBeCloseTo(2.4, 12);
  });
});

describe("the effective sample size", () => {
  it("is what the definition gives, term by term, without a Fourier transform", () => {
    const random = openStream(3, "test");
    const chains = 3;
    const length = 300;
    const values = new Float64Array(chains * length);
    for (let i = 0, x = 0; i < values.length; i++) values[i] = x = 0.6 * x + random.normal();
    expect(essMean(values, chains)).toBeCloseTo(naiveEss(values, chains), 9);
  });
});

/** Section 3.1 of the sampling reference, written out on halves of chains as plain arrays. */
function naiveEss(values: Float64Array, chains: number): number {
  const length = values.length / chains;
  const half = length / 2;
  const parts = Array.from({ length: 2 * chains }, (_, part) => [
    ...values.subarray(part * half, (part + 1) * half),
  ]);
  const mean = (xs: number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const gamma = (t: number): number =>
    mean(
      parts.map((part) => {
        const centre = mean(part);
        let sum = 0;
        for (let i = 0; i + t < half; i++) sum += (part[i]! - centre) * (part[i + t]! - centre);
        return sum / half;
      }),
    );
  const means = parts.map(mean);
  const between = means.reduce((sum, m) => sum + (m - mean(means)) ** 2, 0) / (means.length - 1);
  const within = (gamma(0) * half) / (half - 1);
  const total = (within * (half - 1)) / half + between;
  const rho = (t: number): number => (t === 0 ? 1 : 1 - (within - gamma(t)) / total);
  const pairs: number[] = [];
  let k = 0;
  for (; 2 * k < half - 5 && rho(2 * k) + rho(2 * k + 1) > 0; k++) {
    const sum = rho(2 * k) + rho(2 * k + 1);
    pairs.push(k === 0 ? sum : Math.min(sum, pairs[k - 1]!));
  }
  const tau = -1 + 2 * pairs.reduce((sum, pair) => sum + pair, 0) + Math.max(0, rho(2 * k));
  return values.length / tau;
}

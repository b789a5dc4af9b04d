/** Pairs of draws from densities near the normal: their quantiles, and WebAssembly against JavaScript in every bit. */
import { describe, expect, it } from "vitest";
import { gaussHermite, normalQuantile, openStream } from "../../../src/math/index.js";
import { openPairDraws } from "../../../src/math/near-normal/index.js";

const count = 999;
const evenly = (i: number): number => (i + 1) / (count + 1);

/** Draws of one density at so many probabilities in even steps. */
function quantilesOf(nodes: Float64Array, r: (t: number) => number) {
  const { probabilities, first, second, draw } = openPairDraws(nodes, count);
  for (let i = 0; i < count; i++) probabilities[i] = evenly(i);
  const own = nodes.map(r);
  draw(Float64Array.from({ length: count * nodes.length }, (_, i) => own[i % nodes.length]!));
  return { first, second };
}

/** The quantiles of φ(t) exp(r(t)) by sums over a fine grid. */
function fineQuantiles(r: (t: number) => number): number[] {
  const step = 0.0005;
  const ts = Array.from({ length: 30_000 }, (_, i) => -7.5 + (i + 0.5) * step);
  const masses = ts.map((t) => Math.exp(-0.5 * t * t + r(t)));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const found: number[] = [];
  let below = 0;
  ts.forEach((t, i) => {
    below += masses[i]! / total;
    while (found.length < count && evenly(found.length) <= below) found.push(t + 0.5 * step);
  });
  return found;
}

describe("pairs of draws", () => {
  it("are quantiles of the normal where that is the density", () => {
    const { first, second } = quantilesOf(gaussHermite(7).nodes, () => 0);
    first.forEach((t, i) => {
      expect(Math.abs(t - normalQuantile(evenly(i)))).toBeLessThan(0.015);
      expect(second[i]).toBeCloseTo(-t, 6);
    });
    const square = first.reduce((sum, t) => sum + t * t, 0) / count;
    const exact = first.reduce((sum, _, i) => sum + normalQuantile(evenly(i)) ** 2, 0) / count;
    expect(Math.abs(square - exact)).toBeLessThan(0.002);
  });

  it.each([
    [0.05, -0.01],
    [-0.1, -0.02],
    [0.02, 0],
  ])("are quantiles of a density with cubic part %d and quartic part %d", (c, d) => {
    const r = (t: number): number => c * t ** 3 + d * t ** 4;
    const { first, second } = quantilesOf(gaussHermite(9).nodes, r);
    fineQuantiles((t) => r(Math.max(-4.5, Math.min(4.5, t)))).forEach((t, i) => {
      expect(Math.abs(first[i]! - t)).toBeLessThan(0.015);
      expect(Math.abs(second[count - 1 - i]! - t)).toBeLessThan(0.015);
    });
  });

  it("stay on the grid and in order of their probabilities, whatever the density", () => {
    const { nodes } = gaussHermite(9);
    for (const slope of [-40, -8, 3, 40]) {
      const { first } = quantilesOf(nodes, (t) => slope * t - t ** 4);
      expect(Math.min(...first)).toBeGreaterThanOrEqual(-7.5);
      expect(Math.max(...first)).toBeLessThanOrEqual(7.5);
      for (let i = 1; i < count; i++) expect(first[i]).toBeGreaterThanOrEqual(first[i - 1]! - 1e-9);
    }
  });

  it.each([5, 7, 9, 21, 63])(
    "have the same bits in WebAssembly and in JavaScript, %d nodes",
    (n) => {
      const { nodes } = gaussHermite(n);
      const random = openStream(1, "densities");
      const parts = Array.from(
        { length: count },
        () => [random.normal(), random.normal()] as const,
      );
      const remainders = parts.flatMap(([c, d]) =>
        Array.from(nodes, (t) => 0.2 * c * t ** 3 + 0.03 * (d - 0.5) * t ** 4),
      );
      const probabilities = Float64Array.from({ length: count }, () => random.uniform());
      const [wasm, twin] = (["wasm", "javascript"] as const).map((backend) => {
        const draws = openPairDraws(nodes, count, backend);
        draws.probabilities.set(probabilities);
        draws.draw(Float64Array.from(remainders));
        return [draws.first, draws.second].map((found) => new BigUint64Array(found.slice().buffer));
      });
      expect(wasm).toEqual(twin);
    },
  );
});

/** Integrals of densities near the normal: against fine sums, and WebAssembly against JavaScript in every bit. */
import { describe, expect, it } from "vitest";
import { gaussHermite, openStream } from "../../../src/math/index.js";
import { openNormalIntegrals } from "../../../src/math/near-normal/index.js";

const terms = 9;
const densities = 21;
const precision = 2;

/** Series around zero, of which the last lies too close to where it ends. */
function simulate(backend?: "wasm" | "javascript") {
  const random = openStream(3, "series");
  const integrals = openNormalIntegrals(
    gaussHermite(15),
    { densities, terms, predictors: 3 },
    backend,
  );
  const { coefficients, radii } = integrals.series;
  radii.fill(10);
  radii[densities - 1] = 0.1;
  for (let d = 0; d < densities; d++) {
    integrals.modes[d] = 0.3 * random.normal();
    integrals.scales[d] = 1;
    coefficients[d * terms] = random.normal();
    coefficients[d * terms + 1] = random.normal();
    coefficients[d * terms + 2] = -4 - random.uniform();
    coefficients[d * terms + 3] = 0.5 * random.normal();
    coefficients[d * terms + 4] = -0.5 * random.uniform();
  }
  return integrals;
}

describe("integrals of densities near the normal", () => {
  it("lie around the modes and are those of fine sums", () => {
    const integrals = simulate();
    const predicted = integrals.modes.slice();
    const { coefficients } = integrals.series;
    expect(integrals.centre(precision)).toBe(1);
    expect(integrals.isFar[densities - 1]).toBe(1);
    expect(integrals.modes[densities - 1]).toBe(predicted[densities - 1]);
    // It is written by other means: here a constant of zero, so that only the prior is left.
    integrals.modes[densities - 1] = 0;
    integrals.scales[densities - 1] = 1 / Math.sqrt(precision);
    integrals.remainders.fill(0, 15 * (densities - 1));
    let total = 0.5 * Math.log((2 * Math.PI) / precision);
    for (let d = 0; d < densities - 1; d++) {
      const logAt = (a: number): number =>
        coefficients
          .subarray(d * terms, (d + 1) * terms)
          .reduceRight((sum, own) => sum * (a - predicted[d]!) + own, 0) -
        0.5 * precision * a * a;
      const mode = integrals.modes[d]!;
      const scale = integrals.scales[d]!;
      const step = 0.01;
      expect(logAt(mode)).toBeGreaterThan(logAt(mode + step * scale));
      expect(logAt(mode)).toBeGreaterThan(logAt(mode - step * scale));
      let sum = 0;
      for (let t = -8; t <= 8; t += step) sum += Math.exp(logAt(mode + scale * t));
      total += Math.log(sum * step * scale);
    }
    expect(Math.abs(integrals.integrate(precision) - total)).toBeLessThan(2e-4);
  });

  it("have modes that are predicted by a step of Newton's, not too long", () => {
    const [wasm, twin] = (["wasm", "javascript"] as const).map((backend) => {
      const { known, modes, scales, predict } = simulate(backend);
      const moved = Float64Array.of(0.5, -1, 2);
      const { modes: from, slopes, curvatures, falls } = known;
      const random = openStream(5, "known modes");
      for (const column of [from, slopes, falls])
        column.forEach((_, i) => (column[i] = random.normal()));
      curvatures.forEach((_, i) => (curvatures[i] = 1 + 3 * random.uniform()));
      slopes[4] = 1e6;
      predict(moved, precision);
      for (let d = 0; d < densities; d++) {
        const fall = moved.reduce((sum, own, j) => sum + own * falls[j * (densities + 1) + d]!, 0);
        const curvature = curvatures[d]! + precision;
        const step = (slopes[d]! - fall - precision * from[d]!) / curvature;
        const most = 4 / Math.sqrt(curvature);
        const short = Math.max(-most, Math.min(most, step));
        expect(modes[d]).toBeCloseTo(from[d]! + short, 12);
        expect(scales[d]).toBeCloseTo(1 / Math.sqrt(curvature), 12);
      }
      return [modes, scales].map((found) => new BigUint64Array(found.slice().buffer));
    });
    expect(wasm).toEqual(twin);
  });

  it("have the same bits in WebAssembly and in JavaScript", () => {
    const [wasm, twin] = (["wasm", "javascript"] as const).map((backend) => {
      const integrals = simulate(backend);
      const far = integrals.centre(precision);
      const total = integrals.integrate(precision);
      const { modes, scales, remainders } = integrals;
      const near = remainders.subarray(0, 15 * (densities - 1));
      return [Float64Array.of(far, total), modes, scales, near].map(
        (found) => new BigUint64Array(found.slice().buffer),
      );
    });
    expect(wasm).toEqual(twin);
  });
});

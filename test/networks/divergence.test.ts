/** The divergence of Bayesian layers from their prior: by hand, by quadrature, and its slopes by differences. */
import { expect, it } from "vitest";
import {
  divergenceSlope,
  scaleDivergence,
  weightDivergence,
} from "../../src/networks/training/divergence.js";

it("of a weight from the standard normal is ½ (m² + s² - 1) - log s", () => {
  expect(weightDivergence(0, 0)).toBe(0);
  expect(weightDivergence(2, Math.log(3))).toBeCloseTo(0.5 * (4 + 9 - 1) - Math.log(3), 14);
});

it("of a scale is the integral of q log(q / p)", () => {
  const [mean, sd, S] = [-0.7, 0.4, 1.5];
  let integral = 0;
  const step = 1e-3;
  for (let u = mean - 10 * sd; u < mean + 10 * sd; u += step) {
    const logQ = -0.5 * Math.log(2 * Math.PI) - Math.log(sd) - 0.5 * ((u - mean) / sd) ** 2;
    const logP = 0.5 * Math.log(2 / Math.PI) - Math.log(S) - Math.exp(2 * u) / (2 * S * S) + u;
    integral += step * Math.exp(logQ) * (logQ - logP);
  }
  expect(scaleDivergence(mean, Math.log(sd), S)).toBeCloseTo(integral, 8);
});

it("has slopes that agree with differences", () => {
  const places = { size: 6, logSds: 2, scaleMeans: 4, scaleLogSds: 5 };
  const at = Float32Array.of(0.5, -1.25, -0.75, 0.25, -0.5, -1.5);
  const total = (x: readonly number[]): number =>
    weightDivergence(x[0]!, x[2]!) +
    weightDivergence(x[1]!, x[3]!) +
    scaleDivergence(x[4]!, x[5]!, 2);
  at.forEach((_, i) => {
    const moved = (by: number): number => total([...at].map((x, j) => (i === j ? x + by : x)));
    const difference = (moved(1e-5) - moved(-1e-5)) / 2e-5;
    expect(divergenceSlope(places, at, i, 2)).toBeCloseTo(difference, 7);
  });
});

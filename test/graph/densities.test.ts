/** Densities integrate to one and have their arguments in the documented order. */
import { describe, expect, it } from "vitest";
import {
  densities,
  openGraphBuilder,
  openOracle,
  type DensityName,
} from "../../src/graph/index.js";
import { platform } from "../../src/math/index.js";

interface DensityCase {
  readonly name: DensityName;
  readonly values: readonly [number, number, number];
  readonly lower: number;
  readonly upper: number;
}

/** x = lower + e^t, x = lower + (upper − lower)/(1 + e^−t), or x = sinh t, over a fine grid of t. */
function integrate({ name, values: [a, b, c], lower, upper }: DensityCase): number {
  const { logNormaliser, logKernel } = densities[name];
  const normaliser = logNormaliser(a, b, c, platform);
  const step = 0.005;
  let total = 0;
  for (let t = -34; t < 34; t += step) {
    const [x, logSlope] = variableAt(t, lower, upper);
    const logDensity = normaliser + logKernel(x, a, b, c, platform) + logSlope;
    if (logDensity > -700) total += Math.exp(logDensity) * step;
  }
  return total;
}

function variableAt(t: number, lower: number, upper: number): readonly [number, number] {
  if (lower === -Infinity) return [Math.sinh(t), Math.log(Math.cosh(t))];
  if (upper === Infinity) return [lower + Math.exp(t), t];
  const share = 1 / (1 + Math.exp(-t));
  const width = upper - lower;
  return [lower + width * share, Math.log(width) + Math.log(share) - t - Math.log1p(Math.exp(-t))];
}

const cases: readonly DensityCase[] = [
  { name: "normal", values: [0.7, 1.4, 0], lower: -Infinity, upper: Infinity },
  { name: "student_t", values: [4, 0.7, 1.4], lower: -Infinity, upper: Infinity },
  { name: "cauchy", values: [0.7, 1.4, 0], lower: -Infinity, upper: Infinity },
  { name: "gamma", values: [2.3, 0.6, 0], lower: 0, upper: Infinity },
  { name: "inverse_gamma", values: [2.3, 0.6, 0], lower: 0, upper: Infinity },
  { name: "exponential", values: [0.4, 0, 0], lower: 0, upper: Infinity },
  { name: "beta", values: [2.3, 1.4, 0], lower: 0, upper: 1 },
  { name: "uniform", values: [-2, 3, 0], lower: -2, upper: 3 },
  { name: "log_normal", values: [0.3, 0.8, 0], lower: 0, upper: Infinity },
  { name: "half_normal", values: [1.3, 0, 0], lower: 0, upper: Infinity },
  { name: "half_student_t", values: [4, 1.3, 0], lower: 0, upper: Infinity },
  { name: "pc", values: [1.4, 0.05, 0], lower: 0, upper: Infinity },
  { name: "pc_size", values: [1.5, 0, 0], lower: 0, upper: Infinity },
  { name: "half_cauchy", values: [1.3, 0, 0], lower: 0, upper: Infinity },
];

describe("a density", () => {
  it.each(cases.map((item) => [item.name, item] as const))(
    "%s integrates to one",
    (_name, item) => {
      expect(integrate(item)).toBeCloseTo(1, 6);
    },
  );

  it("has a case for every name", () => {
    expect(cases.map(({ name }) => name).sort()).toEqual(Object.keys(densities).sort());
  });
});

describe("the LKJ density in unconstrained coordinates", () => {
  /** Density of one correlation: Jacobian and LKJ together must integrate to one over y. */
  it.each([0.6, 1, 2.5])("integrates to one for two effects and eta = %d", (eta) => {
    const builder = openGraphBuilder(1);
    const factor = builder.add("correlation_cholesky", [0], { size: 2 });
    const parts = [
      builder.add("correlation_log_jacobian", [0], { size: 2 }),
      builder.add("lkj", [factor], { size: 2, eta }),
    ];
    const oracle = openOracle(builder.finish(builder.add("add", parts, {})));
    const gradient = new Float64Array(1);
    let total = 0;
    for (let y = -15; y <= 15; y += 0.01) {
      total += 0.01 * Math.exp(oracle.logDensityAndGradient(Float64Array.of(y), gradient));
    }
    expect(total).toBeCloseTo(1, 6);
  });

  it("integrates to one for three effects", () => {
    const builder = openGraphBuilder(3);
    const factor = builder.add("correlation_cholesky", [0], { size: 3 });
    const parts = [
      builder.add("correlation_log_jacobian", [0], { size: 3 }),
      builder.add("lkj", [factor], { size: 3, eta: 2 }),
    ];
    const oracle = openOracle(builder.finish(builder.add("add", parts, {})));
    const gradient = new Float64Array(3);
    const step = 0.2;
    let total = 0;
    for (let a = -6; a <= 6; a += step) {
      for (let b = -6; b <= 6; b += step) {
        for (let c = -6; c <= 6; c += step) {
          total += Math.exp(oracle.logDensityAndGradient(Float64Array.of(a, b, c), gradient));
        }
      }
    }
    expect(total * step ** 3).toBeCloseTo(1, 4);
  });
});

/** The approximation against NUTS on the same models: close, or flagged by the engine itself. */
import { describe, expect, it } from "vitest";
import { fit, summary } from "../../../src/index.js";
import { untrustworthy } from "../../../src/posterior/index.js";
import {
  compileCase,
  modelCases,
  simulate,
  simulatePairs,
  type ModelCase,
} from "./laplace-models.js";

const data = simulate(160, 16, 9);

/** Posterior sds; the Monte Carlo errors of 4,000 draws are about .02. */
const close = 0.1;
const noise = 0.04;

function far(approximate: readonly Named[], sampled: readonly Named[]): readonly string[] {
  const others = new Map(sampled.map((row) => [row.name, row]));
  return approximate.flatMap(({ name, mean }) => {
    const other = others.get(name);
    return other && Math.abs(mean - other.mean) > (close + noise) * other.sd ? [name] : [];
  });
}

interface Named {
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
}

const flagged: ModelCase = {
  name: "Bernoulli, two answers a group",
  formula: "binary ~ 1 + (1 | pair)",
  family: "bernoulli",
  priors: { "sd(1|pair)": "HalfNormal(4)" },
};

describe("the nested Laplace engine against NUTS", () => {
  // Seeds are fixed. Were they not, one parameter in some 500 would be off by four Monte Carlo errors.
  it.each(modelCases)(
    "agrees on $name",
    async (one) => {
      const model = compileCase(one, data);
      const approximate = await fit(model, { engine: "inla" });
      const sampled = await fit(model, { draws: 1000, tune: 700, target_accept: 0.9, seed: 6 });
      const off = far(summary(approximate).rows, summary(sampled).rows);
      expect(off.length).toBeLessThanOrEqual(0.05 * model.parameters.length);
      if (off.length === 0) expect(untrustworthy(approximate.diagnostics)).toBe(false);
    },
    30_000,
  );

  it("says itself that it is not to be trusted on two answers a group", async () => {
    const { diagnostics, check } = await fit(compileCase(flagged, simulatePairs(80, 3)), {
      engine: "inla",
    });
    expect(untrustworthy(diagnostics)).toBe(true);
    expect(check).toBeDefined();
  });
});

/** Posteriors that draws cannot describe: every engine fails or says that its result is not to be trusted. */
import { describe, expect, it } from "vitest";
import type { CompiledModel } from "../../src/compiler/index.js";
import { compile, fit, frameFromColumns, ModelError } from "../../src/index.js";
import { isInferenceFailure } from "../../src/posterior/inference-failure.js";
import { untrustworthy } from "../../src/posterior/index.js";

const flat = { "Intercept(at=0)": "Flat()", common: "Flat()" };
const steps = Array.from({ length: 20 }, (_, i) => i - 9.5);

const posteriors: Readonly<Record<string, () => CompiledModel>> = {
  "a separated logistic regression with flat priors": () =>
    compile("y ~ x", frameFromColumns("d", { x: steps, y: steps.map((x) => (x > 0 ? 1 : 0)) }), {
      family: "bernoulli",
      priors: flat,
    }),
  "a rate of successes only with a flat prior": () =>
    compile("p(k, n) ~ 1", frameFromColumns("d", { k: [3, 4, 5, 6, 2], n: [3, 4, 5, 6, 2] }), {
      family: "binomial",
      priors: { "Intercept(at=0)": "Flat()" },
    }),
  "the sd of two groups with a flat prior": () =>
    compile(
      "y ~ 1 + (1 | g)",
      frameFromColumns("d", {
        g: Array.from({ length: 10 }, (_, i) => (i % 2 ? "a" : "b")),
        y: [0.4, 3.1, -0.6, 2.5, 0.9, 3.8, 0.1, 2.2, -0.8, 3.4],
      }),
      { priors: { "Intercept(at=0)": "Flat()", sd: "Flat()" } },
    ),
  "a location between two clusters, with heavy tails": () =>
    compile(
      "y ~ 1",
      frameFromColumns("d", { y: [-10.2, -9.9, -10.1, -9.7, -10.3, 9.8, 10.1, 10.2, 9.9, 10] }),
      {
        family: "t",
        priors: {
          "Intercept(at=0)": "Normal(0, 20)",
          sigma: "HalfNormal(0.2)",
          nu: "Gamma(20, 10)",
        },
      },
    ),
};

async function isFlagged(
  open: () => CompiledModel,
  engine: "nuts" | "inla" | "advi" | "auto",
): Promise<boolean> {
  try {
    return untrustworthy((await fit(open(), { engine })).diagnostics);
  } catch (error) {
    if (error instanceof ModelError || isInferenceFailure(error)) return true;
    throw error;
  }
}

describe("a posterior that cannot be described", () => {
  const cases = Object.keys(posteriors).flatMap((name) =>
    (["nuts", "inla", "advi", "auto"] as const).map((engine) => [name, engine] as const),
  );
  it.each(cases)(
    "%s is flagged by %s",
    async (name, engine) => {
      expect(await isFlagged(posteriors[name]!, engine)).toBe(true);
    },
    60_000,
  );

  it.each([1, 2, 3, 4, 5, 6])(
    "for its heavy tail, as a scale of three groups has, is flagged by advi with seed %i",
    async (seed) => {
      const means = [1, 3, 4.5];
      const rows = Array.from({ length: 18 }, (_, i) => i);
      const frame = frameFromColumns("d", {
        g: rows.map((i) => "abc"[i % 3]!),
        y: rows.map((i) => means[i % 3]! + Math.sin(i * 2.3)),
      });
      const model = compile("y ~ 1 + (1 | g)", frame, { priors: { sd: "HalfCauchy(2)" } });
      const { diagnostics } = await fit(model, { engine: "advi", seed });
      expect(untrustworthy(diagnostics)).toBe(true);
    },
  );

  it("with one mode is not called bimodal because its tails are heavy", async () => {
    const y = Array.from({ length: 40 }, (_, i) => Math.sin(i * 1.7) + (i % 13 === 0 ? 8 : 0));
    const model = compile("y ~ 1", frameFromColumns("d", { y }), { family: "t" });
    expect(untrustworthy((await fit(model, { engine: "inla" })).diagnostics)).toBe(false);
  });
});

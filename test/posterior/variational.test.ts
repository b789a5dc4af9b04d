/** Variational fits of models: against NUTS, flagged where they fail, stopped by a signal. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, summary } from "../../src/index.js";
import { untrustworthy } from "../../src/posterior/index.js";
import { meanAndError } from "../support/draw-moments.js";
import { lineModel, schoolsModel } from "./fitted-models.js";

describe("deterministic ADVI", () => {
  // A tenth of an sd and four Monte Carlo errors of both: false alarms below 1 in 1,000; seeds are fixed.
  it("has the means of NUTS within a tenth of an sd, with groups and without", async () => {
    for (const model of [lineModel({}).model, schoolsModel()]) {
      const ours = await fit(model, { engine: "advi" });
      const exact = await fit(model, { engine: "nuts", draws: 2000 });
      expect(untrustworthy(ours.diagnostics)).toBe(false);
      for (const { name } of summary(ours).rows) {
        const [a, b] = [meanAndError(ours, [name]), meanAndError(exact, [name])];
        const allowed = 0.1 * b.sd + 4 * Math.hypot(a.error, b.error);
        expect(Math.abs(a.mean - b.mean), name).toBeLessThan(allowed);
      }
    }
  });
});

describe("a variational fit", () => {
  it("of separated data with a flat prior is not trusted", async () => {
    const x = [1, 2, 3, 4, 5, 6];
    const frame = frameFromColumns("clinic", { x, y: x.map((value) => Number(value > 3)) });
    const flat = { common: "Flat()", Intercept: "Flat()" };
    const model = compile("y ~ x", frame, { family: "bernoulli", priors: flat });
    for (const engine of ["advi", "pathfinder"] as const) {
      const { diagnostics } = await fit(model, { engine });
      expect(untrustworthy(diagnostics), engine).toBe(true);
    }
  });

  // Averages settle within .02 sds of each other; batches add noise to the path, not to what it averages to.
  it("by mini-batches, annealed, has the means of one by all rows", async () => {
    const x = Array.from({ length: 400 }, (_, i) => 2 * Math.sin(1.3 * i));
    const y = x.map((value, i) => 1 + value / 2 + Math.cos(7.1 * i));
    const model = compile("y ~ x", frameFromColumns("waves", { x, y }));
    const options = { engine: "advi", approximation: "full_rank", annealing: 0.2 } as const;
    const whole = await fit(model, options);
    const parts = await fit(model, { ...options, batches: 4 });
    expect(untrustworthy(parts.diagnostics)).toBe(false);
    for (const { name } of summary(whole).rows) {
      const [a, b] = [meanAndError(whole, [name]), meanAndError(parts, [name])];
      const allowed = 0.1 * a.sd + 4 * Math.hypot(a.error, b.error);
      expect(Math.abs(a.mean - b.mean), name).toBeLessThan(allowed);
    }
  });

  it("refuses more batches than rows", async () => {
    const many = fit(lineModel({}).model, {
      engine: "advi",
      approximation: "mean_field",
      batches: 100_000,
    });
    await expect(many).rejects.toThrow(/batches = 100000/);
  });

  it("is stopped by a signal, with nothing to keep", async () => {
    const stopped = fit(lineModel({}).model, { engine: "advi", signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow(/stopped/);
  });
});

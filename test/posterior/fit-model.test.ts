/** A fit can be watched, stopped and repeated, and refuses what it cannot do. */
import { describe, expect, it } from "vitest";
import { compile, frameFromColumns } from "../../src/index.js";
import {
  fitModel,
  inProcessRunner,
  isInferenceFailure,
  parameterDraws,
  type InferenceFailure,
} from "../../src/posterior/index.js";
import { openEvaluator } from "../../src/kernels/index.js";
import type { ChainProgress } from "../../src/engines/nuts/index.js";
import { binomialModel, lineModel } from "./fitted-models.js";

const brief = { draws: 200, tune: 200, chains: 2, seed: 4 };

async function failureOf(promise: Promise<unknown>): Promise<InferenceFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isInferenceFailure(error)) throw new Error("expected an inference failure");
  return error;
}

describe("a fit", () => {
  it("names its parameters in the order of the report and keeps every draw", async () => {
    const fit = await fitModel(binomialModel(), brief);
    expect(fit.draws.parameters.map(({ name }) => name)).toEqual([
      "Intercept",
      "x",
      "sd(1|g)",
      ...["g0", "g1", "g2", "g3", "g4"].map((level) => `1|g[${level}]`),
    ]);
    expect(fit.draws.values.length).toBe(2 * 200 * 8);
    const scale = parameterDraws(fit.draws, 2);
    expect(scale.length).toBe(400);
    expect(scale.every((value) => value > 0)).toBe(true);
  });

  it("repeats itself bit by bit with the same seed", async () => {
    const values = async (seed: number): Promise<Float64Array> =>
      (await fitModel(binomialModel(), { ...brief, seed })).draws.values;
    const first = await values(4);
    expect(await values(4)).toEqual(first);
    expect(await values(5)).not.toEqual(first);
  });

  it("draws the same chains whether or not other chains run beside them", async () => {
    const two = await fitModel(binomialModel(), brief);
    const one = await fitModel(binomialModel(), { ...brief, chains: 1 });
    expect(two.draws.values.slice(0, one.draws.values.length)).toEqual(one.draws.values);
  });

  it("measures its stages by the clock that it is given", async () => {
    let time = 0;
    const fit = await fitModel(binomialModel(), brief, { now: () => (time += 0.001) });
    expect(fit.seconds.warmup).toBeGreaterThan(0);
    expect(fit.seconds.sampling).toBeGreaterThan(0);
  });

  it("tells how each chain fares", async () => {
    const reports: ChainProgress[] = [];
    await fitModel(binomialModel(), brief, { onProgress: (report) => reports.push(report) });
    expect(new Set(reports.map(({ chain }) => chain))).toEqual(new Set([0, 1]));
    expect(reports.filter(({ iteration, total }) => iteration === total).length).toBe(2);
  });

  it("keeps chains of equal length when it is stopped while sampling", async () => {
    const long = { ...brief, draws: 20_000 };
    const stop = new AbortController();
    const done = [0, 0];
    const fit = await fitModel(binomialModel(), long, {
      signal: stop.signal,
      onProgress: ({ chain, iteration, total }) => {
        done[chain] = iteration - (total - long.draws);
        if (Math.min(...done) > 20) stop.abort();
      },
    });
    expect(fit.interrupted).toBe(true);
    expect(fit.draws.drawsPerChain).toBeLessThan(long.draws);
    expect(fit.draws.values.length).toBe(2 * fit.draws.drawsPerChain * 8);
    for (const { energy, divergent, treeDepth } of fit.statistics) {
      const lengths = [energy.length, divergent.length, treeDepth.length];
      expect(lengths).toEqual(Array(3).fill(fit.draws.drawsPerChain));
    }
    expect(fit.diagnostics.map(({ code }) => code)).toContain("interrupted");
    const whole = await fitModel(binomialModel(), { ...long, chains: 1 });
    const kept = fit.draws.drawsPerChain * 8;
    expect(fit.draws.values.slice(0, kept)).toEqual(whole.draws.values.slice(0, kept));
  });

  it("has nothing to keep when it is stopped in warm-up", async () => {
    const stop = new AbortController();
    stop.abort();
    const failure = await failureOf(fitModel(binomialModel(), brief, { signal: stop.signal }));
    expect(failure.diagnostics.map(({ code }) => code)).toEqual(["nothing-drawn"]);
  });

  it("refuses settings without meaning, all of them at once", async () => {
    const failure = await failureOf(
      fitModel(binomialModel(), {
        chains: 0,
        draws: 2.5,
        targetAccept: 1,
        maxTreeDepth: 16,
        seed: -1,
      }),
    );
    expect(failure.diagnostics.map(({ message }) => message)).toEqual([
      "the sampler cannot use chains = 0",
      "the sampler cannot use draws = 2.5",
      "the sampler cannot use max_treedepth = 16",
      "the sampler cannot use seed = -1",
      "the sampler cannot use target_accept = 1",
    ]);
  });

  it("fails with the model's name where no point has a finite density", async () => {
    const frame = frameFromColumns("far", {
      x: [-900, -400, 300, 800],
      y: [0, 1, 1, 2],
      n: [2, 2, 2, 2],
    });
    const model = compile("p(y, n) ~ 0 + x", frame, {
      family: "binomial",
      link: "identity",
      priors: { x: "Normal(1, 0.001)" },
    });
    const failure = await failureOf(fitModel(model, brief));
    expect(failure.diagnostics[0]).toMatchObject({ code: "no-finite-start", severity: "error" });
    expect(failure.message).toContain(`model ${model.spec.name}`);
  });
});

describe("a healthy fit", () => {
  it("has no diagnostics, whatever the seed", async () => {
    for (const seed of [1, 2, 3]) {
      expect((await fitModel(lineModel({}).model, { seed })).diagnostics).toEqual([]);
    }
  });
});

describe("the runner without threads", () => {
  it("lets events in while it works", async () => {
    let events = 0;
    const timer = setInterval(() => events++, 1);
    const { plan } = binomialModel(2000);
    const settings = {
      chains: 1,
      draws: 300,
      tune: 300,
      targetAccept: 0.8,
      maxTreeDepth: 10,
      seed: 1,
    };
    await inProcessRunner([{ plan, settings, chain: 0 }], {});
    clearInterval(timer);
    expect(events).toBeGreaterThan(0);
  });

  it("evaluates chains that take turns on memories of their own", () => {
    const { plan } = binomialModel();
    const [one, two] = [openEvaluator(plan), openEvaluator(plan)];
    const { dimension } = plan;
    const gradient = new Float64Array(dimension);
    const at = (value: number): Float64Array => new Float64Array(dimension).fill(value);
    const alone = one.logDensity.logDensityAndGradient(at(0.1), gradient);
    two.logDensity.logDensityAndGradient(at(0.9), new Float64Array(dimension));
    expect(one.logDensity.logDensityAndGradient(at(0.1), gradient)).toBe(alone);
  });
});

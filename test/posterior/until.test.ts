/** A fit draws until it is enough, or until its time is up. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { workerRunner } from "../../src/node/worker-runner.js";
import {
  fitModel,
  inProcessRunner,
  isInferenceFailure,
  parameterDraws,
} from "../../src/posterior/index.js";
import { convergence } from "../../src/posterior/diagnostics/index.js";
import type { NutsPosterior } from "../../src/posterior/posterior.js";
import { binomialModel } from "./fitted-models.js";
import { memoryCheckpoint } from "./memory-checkpoint.js";

const brief = { tune: 200, chains: 4, seed: 6 };
const built = existsSync(new URL("../../dist/src/node/chain-worker.js", import.meta.url));

function effectiveDraws({ draws }: NutsPosterior, drawsPerChain = draws.drawsPerChain): number {
  const all = draws.parameters.map((_, parameter) => {
    const values = parameterDraws(draws, parameter);
    const first = values.filter((_value, at) => at % draws.drawsPerChain < drawsPerChain);
    const { essBulk, essTail } = convergence(first, draws.chains);
    return Math.min(essBulk, essTail);
  });
  return Math.min(...all);
}

describe("a fit until every parameter has enough effective draws", () => {
  it("ends when all of them have, and not a block before", async () => {
    const fit = await fitModel(binomialModel(), { ...brief, until: 300 });
    expect(fit.run?.ended).toBe("enough");
    expect(fit.interrupted).toBe(false);
    const { drawsPerChain } = fit.draws;
    expect(effectiveDraws(fit)).toBeGreaterThanOrEqual(300);
    // Lengths at which it is asked: a tenth longer each time, in hundreds.
    const hundreds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 21];
    expect(hundreds).toContain(drawsPerChain / 100);
    for (const length of hundreds.map((hundred) => 100 * hundred))
      if (length < drawsPerChain) expect(effectiveDraws(fit, length)).toBeLessThan(300);
    expect(fit.run?.fewest?.draws).toBeCloseTo(effectiveDraws(fit), 8);
  });

  it("has the first draws of a longer run", async () => {
    const fit = await fitModel(binomialModel(), { ...brief, until: 500 });
    const { drawsPerChain } = fit.draws;
    const fixed = await fitModel(binomialModel(), { ...brief, draws: drawsPerChain });
    expect(fit.draws).toEqual(fixed.draws);
    expect(fit.statistics.map(({ divergentPositions }) => divergentPositions)).toEqual(
      fixed.statistics.map(({ divergentPositions }) => divergentPositions),
    );
  });

  it("ends at the most draws that it may make, and says what is missing", async () => {
    const fit = await fitModel(binomialModel(), { ...brief, draws: 150, until: 5000 });
    expect(fit.draws.drawsPerChain).toBe(150);
    expect(fit.run?.ended).toBe("draws");
    const warning = fit.diagnostics.find(({ code }) => code === "not-enough-draws");
    expect(warning?.message).toContain("5,000 effective draws");
    expect(warning?.message).toContain(fit.run?.fewest?.parameter);
  });

  it("has enough, too, when the most draws are enough", async () => {
    const fit = await fitModel(binomialModel(), { ...brief, draws: 90, until: 5 });
    expect(fit.draws.drawsPerChain).toBe(90);
    expect(fit.run?.ended).toBe("enough");
    expect(fit.diagnostics.map(({ code }) => code)).not.toContain("not-enough-draws");
  });

  it("goes on from the checkpoint of one that asked for less", async () => {
    const checkpoint = memoryCheckpoint();
    const less = await fitModel(binomialModel(), { ...brief, until: 300 }, { checkpoint });
    const again = await fitModel(binomialModel(), { ...brief, until: 300 }, { checkpoint });
    expect(again.draws).toEqual(less.draws);
    const more = await fitModel(binomialModel(), { ...brief, until: 900 }, { checkpoint });
    const alone = await fitModel(binomialModel(), { ...brief, until: 900 });
    expect(more.draws).toEqual(alone.draws);
  });

  it.skipIf(!built)("is as long with any number of threads", async () => {
    const bytes = async (runner = inProcessRunner): Promise<Buffer> => {
      const fit = await fitModel(binomialModel(), { ...brief, until: 700 }, { runner });
      return Buffer.from(fit.draws.values.buffer);
    };
    const alone = await bytes();
    for (const threads of [1, 2, 4])
      expect((await bytes(workerRunner({ threads }))).equals(alone)).toBe(true);
  });
});

describe("a fit with a time", () => {
  it("ends when it is up, with the first draws of a longer run", async () => {
    let time = 0;
    const now = (): number => (time += 0.01);
    const fit = await fitModel(
      binomialModel(),
      { ...brief, draws: 5000, time: 30 },
      { now, checkpoint: memoryCheckpoint() },
    );
    const { drawsPerChain } = fit.draws;
    expect(fit.run?.ended).toBe("time");
    expect(fit.interrupted).toBe(false);
    expect(drawsPerChain).toBeLessThan(5000);
    expect(fit.diagnostics.map(({ code }) => code)).toContain("time-is-up");
    const longer = await fitModel(binomialModel(), { ...brief, draws: drawsPerChain + 50 });
    const width = fit.draws.parameters.length;
    for (let chain = 0; chain < 4; chain++) {
      const kept = fit.draws.values.subarray(
        chain * drawsPerChain * width,
        (chain + 1) * drawsPerChain * width,
      );
      const start = chain * (drawsPerChain + 50) * width;
      expect(kept).toEqual(longer.draws.values.subarray(start, start + kept.length));
    }
  });

  it("counts the time that finding coordinates took, and keeps nothing of a warm-up", async () => {
    const late = fitModel(binomialModel(), { ...brief, time: 3 }, { laplaceSeconds: 4 });
    const failure: unknown = await late.catch((error: unknown) => error);
    if (!isInferenceFailure(failure)) throw new Error("expected an inference failure");
    expect(failure.diagnostics).toMatchObject([{ code: "nothing-drawn" }]);
    expect(failure.message).toContain("came to the end of its time");
  });

  it("goes on from its checkpoint to the draws of an unhurried run", async () => {
    const checkpoint = memoryCheckpoint();
    const settings = { ...brief, draws: 300 };
    let time = 0;
    const hurried = { checkpoint, now: () => (time += 0.01) };
    const parts: number[] = [];
    for (let run = 0; run < 40 && parts.at(-1) !== 300; run++) {
      const fit = await fitModel(binomialModel(), { ...settings, time: 4 }, hurried).catch(
        () => undefined,
      );
      parts.push(fit?.draws.drawsPerChain ?? 0);
    }
    expect(parts.length).toBeGreaterThan(2);
    const last = await fitModel(binomialModel(), settings, { checkpoint });
    expect(last.draws).toEqual((await fitModel(binomialModel(), settings)).draws);
  });

  it("refuses times and goals without meaning", async () => {
    const failure: unknown = await fitModel(binomialModel(), { time: 0, until: 0.5 }).catch(
      (error: unknown) => error,
    );
    if (!isInferenceFailure(failure)) throw new Error("expected an inference failure");
    expect(failure.diagnostics.map(({ message }) => message)).toEqual([
      "the sampler cannot use until = 0.5",
      "the sampler cannot use time = 0",
    ]);
  });
});

/** Chains in worker threads draw what chains in the calling thread draw. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns } from "../../src/index.js";
import { fitModel, type ChainRunner } from "../../src/posterior/index.js";
import { workerRunner } from "../../src/node/worker-runner.js";
import type { ChainProgress } from "../../src/engines/nuts/index.js";
import { binomialModel } from "../posterior/fitted-models.js";

const brief = { draws: 200, tune: 200, chains: 3, seed: 9 };
const built = existsSync(new URL("../../dist/src/node/chain-worker.js", import.meta.url));

describe.skipIf(!built)("the runner with worker threads", () => {
  it("draws the same bytes with one thread, two threads and none", async () => {
    const bytes = async (runner?: ChainRunner): Promise<Buffer> => {
      const fit = await fitModel(binomialModel(), brief, { runner });
      return Buffer.from(fit.draws.values.buffer);
    };
    const inProcess = await bytes();
    for (const threads of [1, 2]) {
      expect((await bytes(workerRunner({ threads }))).equals(inProcess)).toBe(true);
    }
  });

  it("draws the same bytes of a regression whose line is integrated out, whatever the threads", async () => {
    const row = Array.from({ length: 80 }, (_, at) => at);
    const y = row.map((at) => at / 40 + ((at * 37) % 17) / 9);
    const model = compile("y ~ x", frameFromColumns("line", { x: row, y }));
    const bytes = async (runner?: ChainRunner): Promise<Buffer> => {
      const options = { engine: "nuts", draws: 150, ...(runner && { runner }) } as const;
      const { draws, settings } = await fit(model, options);
      expect(settings.coordinates).toBe("integrated");
      return Buffer.from(draws.values.buffer);
    };
    const inProcess = await bytes();
    for (const threads of [1, 2, 4])
      expect((await bytes(workerRunner({ threads }))).equals(inProcess)).toBe(true);
    expect((await bytes(workerRunner())).equals(inProcess)).toBe(true);
  });

  it("keeps the statistics of every chain, in order", async () => {
    const fit = await fitModel(binomialModel(), brief, { runner: workerRunner({ threads: 2 }) });
    expect(fit.statistics.map(({ chain }) => chain)).toEqual([0, 1, 2]);
    expect(fit.statistics.every(({ leapfrogs }) => leapfrogs.length === 200)).toBe(true);
  });

  it("tells of both phases and of the end of every chain", async () => {
    const reports: ChainProgress[] = [];
    await fitModel(binomialModel(), brief, {
      runner: workerRunner({ threads: 2 }),
      onProgress: (report) => reports.push(report),
    });
    expect(new Set(reports.map(({ phase }) => phase))).toEqual(new Set(["warmup", "sampling"]));
    expect(reports.filter(({ iteration, total }) => iteration === total).length).toBe(3);
  });

  it("stops on a signal and keeps chains of equal length", async () => {
    const stop = new AbortController();
    const done = [0, 0];
    const fit = await fitModel(
      binomialModel(),
      { ...brief, draws: 100_000, chains: 2 },
      {
        runner: workerRunner({ threads: 2 }),
        signal: stop.signal,
        onProgress: ({ chain, iteration }) => {
          done[chain] = iteration - brief.tune;
          if (Math.min(...done) > 20) stop.abort();
        },
      },
    );
    expect(fit.interrupted).toBe(true);
    expect(fit.draws.drawsPerChain).toBeGreaterThan(0);
    expect(fit.draws.drawsPerChain).toBeLessThan(100_000);
  });

  it("fails when a worker fails", async () => {
    const model = binomialModel();
    const broken = { ...model, plan: { ...model.plan, buffers: [] } };
    await expect(
      fitModel(broken, brief, { runner: workerRunner({ threads: 2 }) }),
    ).rejects.toThrow();
  });
});

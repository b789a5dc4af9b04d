/** A fit that was stopped goes on from its checkpoint as if nothing had been, or says why it cannot. */
import { describe, expect, it } from "vitest";
import { compile, frameFromColumns, type Model } from "../../src/index.js";
import { openStream } from "../../src/math/index.js";
import {
  chooseCoordinates,
  fitModel,
  isInferenceFailure,
  type CoordinateWish,
  type FitOptions,
} from "../../src/posterior/index.js";
import type { NutsPosterior } from "../../src/posterior/posterior.js";
import type { NutsSettings } from "../../src/engines/nuts/index.js";
import type { Diagnostic } from "../../src/diagnostics/index.js";
import { readCheckpoint, writeCheckpoint } from "../../src/posterior/checkpoint/checkpoint-file.js";
import { fromBytes, toBytes } from "../../src/posterior/checkpoint/plain-bytes.js";
import { binomialModel, lineModel } from "./fitted-models.js";
import { memoryCheckpoint, type MemoryCheckpoint } from "./memory-checkpoint.js";

const brief = { draws: 150, tune: 120, chains: 3, seed: 4 };

/** All that a fit says, but for its clock. */
function withoutSeconds({ draws, statistics, diagnostics, run }: NutsPosterior): object {
  return {
    draws,
    run,
    statistics: statistics.map((chain) => ({ ...chain, seconds: undefined })),
    diagnostics: diagnostics.filter(({ code }) => code !== "resumed"),
  };
}

/** Fits until a chain has so many iterations, and is stopped then. */
async function stopAt(
  iterations: number,
  model: Model,
  settings: Partial<NutsSettings>,
  options: FitOptions,
): Promise<NutsPosterior | undefined> {
  const stop = new AbortController();
  const onProgress: FitOptions["onProgress"] = ({ iteration }) => {
    if (iteration >= iterations) stop.abort();
  };
  try {
    return await fitModel(model, settings, { ...options, onProgress, signal: stop.signal });
  } catch (error) {
    if (!isInferenceFailure(error)) throw error;
    return undefined;
  }
}

async function mistakesOf(fit: Promise<unknown>): Promise<readonly Diagnostic[]> {
  try {
    await fit;
  } catch (error) {
    if (!isInferenceFailure(error)) throw error;
    return error.diagnostics;
  }
  throw new Error("expected a failure");
}

/** Two crossed groups of few levels, which are mapped jointly. */
function crossedModel(): Model {
  const random = openStream(3, "test");
  const rows = Array.from({ length: 120 }, (_, row) => row);
  const frame = frameFromColumns("crossed", {
    x: rows.map(() => random.normal()),
    a: rows.map((row) => `a${row % 4}`),
    b: rows.map((row) => `b${row % 3}`),
    y: rows.map(() => (random.uniform() < 0.5 ? 0 : 1)),
  });
  return compile("y ~ x + (1 | a) + (1 | b)", frame, { family: "bernoulli" });
}

async function halfway(): Promise<MemoryCheckpoint> {
  const checkpoint = memoryCheckpoint();
  await stopAt(200, binomialModel(), brief, { checkpoint });
  return checkpoint;
}

describe.each<{ wish: CoordinateWish; model: Model }>([
  { wish: "own", model: binomialModel() },
  { wish: "levels", model: binomialModel() },
  { wish: "joint", model: crossedModel() },
  { wish: "integrated", model: lineModel({}).model },
])("a fit in $wish coordinates", ({ wish, model }) => {
  it("has the draws of an unbroken run after any number of stops", async () => {
    const { coordinates } = await chooseCoordinates(
      model,
      { coordinates: wish, tune: 120 },
      () => 0,
    );
    expect(coordinates === undefined).toBe(wish === "own");
    const whole = withoutSeconds(await fitModel(model, brief, { coordinates }));
    const checkpoint = memoryCheckpoint();
    for (const iterations of [5, 40, 100, 119, 121, 150, 200, 240])
      await stopAt(iterations, model, brief, { coordinates, checkpoint });
    const resumed = await fitModel(model, brief, { coordinates, checkpoint });
    expect(withoutSeconds(resumed)).toEqual(whole);
    expect(resumed.diagnostics.map(({ code }) => code)).toContain("resumed");
  });
});

describe("a checkpoint", () => {
  it("keeps the draws of a fit that is stopped, and holds them when it is whole", async () => {
    const checkpoint = memoryCheckpoint();
    const model = binomialModel();
    const part = await stopAt(200, model, brief, { checkpoint });
    expect(part?.interrupted).toBe(true);
    const whole = await fitModel(model, brief, { checkpoint });
    const bytes = checkpoint.bytes;
    const { writes } = checkpoint;
    const again = await fitModel(model, brief, { checkpoint });
    expect(withoutSeconds(again)).toEqual(withoutSeconds(whole));
    expect(again.diagnostics.find(({ code }) => code === "resumed")?.message).toBe(
      "the checkpoint `run.checkpoint` has all draws of this fit",
    );
    expect(checkpoint).toMatchObject({ bytes, writes });
  });

  it("serves a longer and a shorter run of the same fit", async () => {
    const model = binomialModel();
    const checkpoint = memoryCheckpoint();
    await fitModel(model, brief, { checkpoint });
    for (const draws of [400, 60]) {
      const resumed = await fitModel(model, { ...brief, draws }, { checkpoint });
      const alone = await fitModel(model, { ...brief, draws });
      expect(resumed.draws).toEqual(alone.draws);
    }
  });

  it("is written while the chains run, also in warm-up", async () => {
    const checkpoint = memoryCheckpoint();
    let time = 0;
    const writes: number[] = [];
    await fitModel(binomialModel(), brief, {
      checkpoint,
      now: () => (time += 0.01),
      onProgress: ({ phase }) => {
        if (phase === "warmup") writes.push(checkpoint.writes);
      },
    });
    expect(writes.at(-1)).toBeGreaterThan(0);
  });

  it("that cannot be written spoils no fit, which says so", async () => {
    const full = "`run.checkpoint` cannot be written (ENOSPC)";
    const checkpoint = { ...memoryCheckpoint(), write: () => Promise.resolve(full) };
    const fit = await fitModel(binomialModel(), brief, { checkpoint });
    expect(fit.draws.drawsPerChain).toBe(150);
    const warning = fit.diagnostics.find(({ code }) => code === "checkpoint-not-written");
    expect(warning?.message).toContain("ENOSPC");
  });

  it("that lost its end, or in which any byte has changed, is refused and left as it is", async () => {
    const checkpoint = await halfway();
    const good = checkpoint.bytes!;
    const random = openStream(1, "test");
    const anywhere = (): number => Math.floor(random.uniform() * good.length);
    const changed = (at: number): Uint8Array => good.map((byte, i) => (i === at ? byte ^ 4 : byte));
    const damaged = [
      ...[0, 1, 15, 16, 47, 48, 60, good.length - 1].map((length) => good.slice(0, length)),
      ...[0, 16, 48, 52, good.length - 1].map(changed),
      ...Array.from({ length: 30 }, () => good.slice(0, anywhere())),
      ...Array.from({ length: 30 }, () => changed(anywhere())),
      Uint8Array.of(...good, 0),
      new TextEncoder().encode("state,y\nCA,1\n"),
    ];
    for (const bytes of damaged) {
      checkpoint.bytes = bytes;
      const mistakes = await mistakesOf(fitModel(binomialModel(), brief, { checkpoint }));
      expect(mistakes).toMatchObject([{ code: "checkpoint-damaged", severity: "error" }]);
      expect(checkpoint.bytes).toBe(bytes);
    }
  });

  it("with a digest of its own but no such chains is refused too", async () => {
    const checkpoint = await halfway();
    const read = await readCheckpoint(checkpoint.bytes!);
    if (typeof read === "string") throw new Error(read);
    const { fingerprint } = read;
    const chains = read.chainsOf(binomialModel().plan.dimension)!;
    const first = chains[0]!;
    const { snapshot, record } = first;
    const { positions, divergent } = record;
    const state = snapshot.state as Readonly<Record<string, object>>;
    const others: readonly unknown[] = [
      1,
      "chain",
      {},
      { snapshot },
      { record },
      { snapshot, record: { ...record, positions: positions.slice(1) } },
      { snapshot, record: { ...record, positions: [...positions] } },
      { snapshot, record: { ...record, divergent: divergent.slice(1) } },
      { snapshot, record: { ...record, divergentPositions: [positions] } },
      { snapshot: { ...snapshot, stream: new Uint8Array(3) }, record },
      { snapshot: { ...snapshot, state: { ...state, point: undefined } }, record },
      { snapshot: { ...snapshot, state: { ...state, metric: positions } }, record },
      {
        snapshot: {
          ...snapshot,
          state: { ...state, tally: { ...state["tally"], iteration: -1e9 } },
        },
        record,
      },
    ];
    for (const other of others) {
      const mixed = [other, ...chains.slice(1)] as typeof chains;
      checkpoint.bytes = await writeCheckpoint({ fingerprint, chains: mixed });
      const mistakes = await mistakesOf(fitModel(binomialModel(), brief, { checkpoint }));
      expect(mistakes.map(({ code }) => code)).toEqual(["checkpoint-damaged"]);
    }
    const polluted = '{"fingerprint":{"__proto__":{"version":"1"}},"chains":[]}';
    expect(
      fromBytes(Uint8Array.of(polluted.length, 0, 0, 0, ...Buffer.from(polluted))),
    ).toBeDefined();
    expect(({} as { version?: string }).version).toBeUndefined();
  });

  it("of anything but this fit is refused by name", async () => {
    const checkpoint = await halfway();
    const told = async (
      model: Model,
      settings: Partial<NutsSettings>,
      version = "1.0.0",
    ): Promise<Diagnostic> => {
      const file = { ...checkpoint, version };
      const all = { ...brief, ...settings };
      const [mistake] = await mistakesOf(fitModel(model, all, { checkpoint: file }));
      expect(mistake?.code).toBe("checkpoint-of-another-fit");
      return mistake!;
    };
    const settings = [
      { given: { seed: 5 }, expected: "seed = 5", found: "seed = 4" },
      { given: { chains: 4 }, expected: "chains = 4", found: "chains = 3" },
      { given: { tune: 121 }, expected: "tune = 121", found: "tune = 120" },
      {
        given: { targetAccept: 0.9 },
        expected: "target_accept = 0.9",
        found: "target_accept = 0.8",
      },
    ];
    for (const { given, expected, found } of settings)
      expect(await told(binomialModel(), given)).toMatchObject({ expected, found });
    expect((await told(binomialModel(), {}, "1.0.1")).message).toBe(
      "the checkpoint `run.checkpoint` is of another version of mlm",
    );
    expect((await told(lineModel({}).model, {})).message).toContain("of another model");
  });

  it("of the same model on other data is refused as that", async () => {
    const modelOf = (first: number): Model => {
      const frame = frameFromColumns("counts", { y: [first, 2, 5, 3, 4], x: [1, 2, 3, 4, 6] });
      return compile("y ~ x", frame, { family: "poisson", priors: { x: "Normal(0, 1)" } });
    };
    const checkpoint = memoryCheckpoint();
    await fitModel(modelOf(1), brief, { checkpoint });
    const [mistake] = await mistakesOf(fitModel(modelOf(2), brief, { checkpoint }));
    expect(mistake?.message).toMatch(/of the same model on other data|of another model/u);
  });
});

describe("plain data as bytes", () => {
  it("come back as they were, numbers that JSON lacks among them", () => {
    const data = {
      numbers: [0, -0, 1 / 3, NaN, Infinity, -Infinity, 5e-324],
      text: 'σ "quoted"\n',
      empty: {},
      none: null,
      arrays: [
        Float64Array.of(-0, NaN, 1 / 3),
        Int32Array.of(-5),
        Uint32Array.of(4e9),
        Uint16Array.of(65_535, 0, 1),
        Uint8Array.of(255),
        new Float64Array(0),
      ],
    };
    expect(fromBytes(toBytes(data))).toEqual(data);
    const shifted = new Uint8Array(Buffer.concat([Buffer.of(1), toBytes(data)]));
    expect(fromBytes(shifted.subarray(1))).toEqual(data);
  });
});

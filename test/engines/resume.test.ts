/** A chain goes on from any of its snapshots, bit by bit. */
import { describe, expect, it } from "vitest";
import { defaultNutsSettings, joinDraws, nutsChain } from "../../src/engines/nuts/index.js";
import type {
  ChainBlock,
  ChainOptions,
  ChainOutcome,
  NutsSettings,
  SavedChain,
} from "../../src/engines/nuts/index.js";
import type { LogDensity } from "../../src/target/index.js";
import { funnel, standardNormal, twoDirections } from "./targets.js";
import { runChain } from "./run-chain.js";

const settings: NutsSettings = { ...defaultNutsSettings, draws: 150, tune: 160, seed: 8 };

function run(
  target: LogDensity,
  given: NutsSettings,
  options: ChainOptions,
  stopAt = Infinity,
  now = () => 0,
): ChainOutcome {
  const running = nutsChain(target, given, 2, now, options);
  let step = running.next();
  while (step.done !== true) step = running.next(step.value.iteration >= stopAt);
  return step.value;
}

/** The chain as whoever kept its blocks has it. */
function savedOf(blocks: readonly ChainBlock[]): SavedChain {
  const record = joinDraws(blocks.map((block) => block.record));
  return structuredClone({ snapshot: blocks.at(-1)!.snapshot, record });
}

/** Without what the clock says. */
function withoutSeconds(outcome: ChainOutcome): object {
  if (outcome.kind === "failure") return outcome;
  return { ...outcome, statistics: { ...outcome.statistics, seconds: undefined } };
}

describe.each([
  { learning: "draws in windows", adaptation: "windows", target: funnel(3) },
  { learning: "gradients in whitened coordinates", adaptation: "whitened", target: funnel(3) },
  { learning: "gradients of a normal", adaptation: "whitened", target: standardNormal(20) },
  { learning: "gradients in moving windows", adaptation: "gradients", target: funnel(3) },
  { learning: "a few directions", adaptation: "low_rank", target: twoDirections(10) },
] as const)("a chain that learns from $learning", ({ adaptation, target }) => {
  const given: NutsSettings = { ...settings, adaptation };
  const whole = withoutSeconds(runChain(target, given, 2));

  it("has one result whether it was stopped or not, wherever that was", () => {
    for (const stopAt of [1, 20, 60, 100, 130, 159, 160, 161, 200, 300]) {
      const blocks: ChainBlock[] = [];
      run(target, given, { onBlock: (block) => void blocks.push(block) }, stopAt);
      const resumed = run(target, given, { saved: savedOf(blocks) });
      expect(withoutSeconds(resumed)).toEqual(whole);
    }
  });

  it("hands on every draw once, in blocks of a hundred or as the clock has it", () => {
    let time = 0;
    for (const now of [() => 0, () => (time += 0.2)]) {
      const blocks: ChainBlock[] = [];
      run(target, given, { onBlock: (block) => void blocks.push(block) }, Infinity, now);
      const { record, snapshot } = savedOf(blocks);
      expect(snapshot.iteration).toBe(310);
      const { positions, statistics } = runChain(target, given, 2);
      expect(record).toMatchObject({ positions, energy: statistics.energy });
      expect(record.divergentPositions).toEqual(statistics.divergentPositions);
    }
  });
});

describe("a chain that goes on", () => {
  it("adds the seconds of its parts", () => {
    const blocks: ChainBlock[] = [];
    let time = 0;
    const now = (): number => (time += 0.001);
    run(standardNormal(2), settings, { onBlock: (block) => void blocks.push(block) }, 200, now);
    const saved = savedOf(blocks);
    const outcome = run(standardNormal(2), settings, { saved }, Infinity, () => 0);
    if (outcome.kind === "failure") throw new Error(outcome.reason);
    expect(outcome.statistics.seconds.warmup).toBeGreaterThan(0.1);
    expect(outcome.statistics.seconds.sampling).toBeGreaterThan(0.01);
  });

  it("refuses a snapshot of a chain that is not such a one", () => {
    const blocks: ChainBlock[] = [];
    run(standardNormal(3), settings, { onBlock: (block) => void blocks.push(block) }, 200);
    const saved = savedOf(blocks);
    const refused = { kind: "failure", reason: "unusable-snapshot" };
    expect(run(standardNormal(4), settings, { saved })).toMatchObject(refused);
    const gradients = { ...settings, adaptation: "whitened" } as const;
    expect(run(standardNormal(3), gradients, { saved })).toMatchObject(refused);
    const { snapshot, record } = saved;
    const stuck = { ...snapshot, stream: new Uint8Array(258) };
    expect(run(standardNormal(3), settings, { saved: { snapshot: stuck, record } })).toMatchObject(
      refused,
    );
    const short = { snapshot, record: { ...record, divergent: record.divergent.slice(1) } };
    expect(run(standardNormal(3), settings, { saved: short })).toMatchObject(refused);
    const stateless = { snapshot: { ...snapshot, state: {} }, record };
    expect(run(standardNormal(3), settings, { saved: stateless })).toMatchObject(refused);
  });
});

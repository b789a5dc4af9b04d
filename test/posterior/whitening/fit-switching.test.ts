/** Divergences make a fit change its coordinates, then its step; what it left is told. */
import { describe, expect, it } from "vitest";
import { defaultNutsSettings, type NutsSettings } from "../../../src/engines/nuts/index.js";
import { compile, fit, frameFromColumns } from "../../../src/index.js";
import { firstClean, type Attempt } from "../../../src/posterior/whitening/fit-switching.js";
import { samplingNotes } from "../../../src/report/describe-sampling.js";
import type { NutsPosterior } from "../../../src/posterior/posterior.js";

const data = frameFromColumns("d", {
  yes: [3, 5, 2, 6, 4, 1, 5, 3, 4, 6, 2, 5],
  n: new Array<number>(12).fill(8),
  g: Array.from({ length: 12 }, (_, i) => `g${i % 6}`),
});
const plain = await fit(compile("p(yes, n) ~ 1 + (1 | g)", data, { family: "binomial" }), {
  engine: "nuts",
  draws: 100,
});

/** A fit with the given settings and so many divergent draws in its first chain. */
function diverging(settings: NutsSettings, count: number): NutsPosterior {
  const statistics = plain.statistics.map((one, chain) => ({
    ...one,
    divergent: one.divergent.map((_, draw) => (chain === 0 && draw < count ? 1 : 0)),
  }));
  return { ...plain, settings, statistics };
}

const attempt = (changes: Partial<NutsSettings>): Attempt => ({
  settings: { ...defaultNutsSettings, ...changes },
  options: {},
});
const levels = attempt({ coordinates: "levels" });
const joint = attempt({ coordinates: "joint" });
const careful = attempt({ coordinates: "joint", targetAccept: 0.95 });
const others = [() => Promise.resolve(joint), () => Promise.resolve(careful)];

async function run(counts: readonly number[]) {
  const remaining = [...counts];
  const tried: NutsSettings[] = [];
  const posterior = await firstClean(levels, others, ({ settings }) => {
    tried.push(settings);
    return Promise.resolve(diverging(settings, remaining.shift()!));
  });
  return { posterior, tried };
}

describe("a fit whose trajectories diverge", () => {
  it("stays as it is without divergences", async () => {
    const { posterior, tried } = await run([0]);
    expect(tried).toHaveLength(1);
    expect(posterior.left).toBeUndefined();
  });

  it("goes from levels to joint coordinates and says so", async () => {
    const { posterior, tried } = await run([40, 0]);
    expect(tried.map(({ coordinates }) => coordinates)).toEqual(["levels", "joint"]);
    expect(posterior.left).toEqual([{ coordinates: "levels", targetAccept: 0.8, divergences: 40 }]);
    expect(samplingNotes(posterior).join("\n")).toContain(
      "left for its divergences (40): level by level, target_accept 0.8",
    );
  });

  it("then takes smaller steps, and keeps what diverged least", async () => {
    const { posterior, tried } = await run([40, 10, 20]);
    expect(tried.map(({ targetAccept }) => targetAccept)).toEqual([0.8, 0.8, 0.95]);
    expect(posterior.settings).toEqual(joint.settings);
    expect(posterior.left?.map(({ divergences }) => divergences)).toEqual([40, 20]);
  });
});

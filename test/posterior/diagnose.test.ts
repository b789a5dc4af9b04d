/** What is wrong with a fit is said in words that name the term; a healthy fit has nothing said. */
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.js";
import { defaultNutsSettings, type SamplerStatistics } from "../../src/engines/nuts/index.js";
import { openStream } from "../../src/math/index.js";
import { diagnosePosterior, untrustworthy } from "../../src/posterior/index.js";
import type { ReportedParameter } from "../../src/target/index.js";

const chains = 4;
const drawsPerChain = 500;

const parameters: readonly ReportedParameter[] = [
  { name: "Intercept", role: "intercept", term: "Intercept" },
  { name: "sd(1|state)", role: "sd", term: "1|state" },
  { name: "1|state[CA]", role: "group", term: "1|state" },
];

interface Trouble {
  /** Value of a parameter at a draw, from a standard normal. */
  readonly value?: (z: number, chain: number, parameter: number) => number;
  readonly divergentPerChain?: readonly number[];
  /** Where trajectories diverged, as reported parameters. */
  readonly starts?: readonly (readonly number[])[];
  readonly statistics?: (chain: number) => Partial<SamplerStatistics>;
  readonly interrupted?: boolean;
}

function diagnose(trouble: Trouble): readonly Diagnostic[] {
  const random = openStream(1, "test");
  const value = trouble.value ?? ((z, _, parameter) => (parameter === 1 ? Math.exp(z) : z));
  const width = parameters.length;
  const values = Float64Array.from({ length: chains * drawsPerChain * width }, (_, index) =>
    value(random.normal(), Math.floor(index / width / drawsPerChain), index % width),
  );
  const statistics = Array.from({ length: chains }, (_, chain): SamplerStatistics => {
    const normals = (): Float64Array =>
      Float64Array.from({ length: drawsPerChain }, () => random.normal());
    const divergent = new Uint8Array(drawsPerChain).fill(1, 0, trouble.divergentPerChain?.[chain]);
    return {
      chain,
      stepSize: 0.5,
      inverseMetric: new Float64Array(width).fill(1),
      logDensity: normals(),
      acceptance: new Float64Array(drawsPerChain).fill(0.8),
      energy: normals(),
      treeDepth: new Uint8Array(drawsPerChain).fill(3),
      leapfrogs: new Uint16Array(drawsPerChain).fill(7),
      divergent: trouble.divergentPerChain ? divergent : new Uint8Array(drawsPerChain),
      divergentPositions:
        chain === 0 ? (trouble.starts ?? []).map((row) => Float64Array.from(row)) : [],
      warmupLeapfrogs: 1000,
      warmupDivergences: 0,
      seconds: { warmup: 1, sampling: 1 },
      ...trouble.statistics?.(chain),
    };
  });
  return diagnosePosterior(
    {
      draws: { parameters, chains, drawsPerChain, values },
      statistics,
      settings: defaultNutsSettings,
      interrupted: trouble.interrupted ?? false,
    },
    (position) => position,
  );
}

function only(diagnostics: readonly Diagnostic[]): Diagnostic {
  expect(diagnostics.length).toBe(1);
  return diagnostics[0]!;
}

describe("the judgement of a fit", () => {
  it("is silent about a healthy one", () => {
    const diagnostics = diagnose({});
    expect(diagnostics).toEqual([]);
    expect(untrustworthy(diagnostics)).toBe(false);
  });

  it("says where trajectories diverged and what to do", () => {
    const near = Array.from({ length: 8 }, (_, i) => [0.1 * (i - 4), 0.02 + 0.001 * i, 0.05 * i]);
    const diagnostics = diagnose({ divergentPerChain: [3, 0, 5, 0], starts: near });
    expect(only(diagnostics)).toEqual({
      code: "divergences",
      severity: "warning",
      message: "8 of 2,000 trajectories diverged (0.4 %), mostly where sd(1|state) is small",
      found: "3, 0, 5, 0 by chain",
      help: "raise target_accept (it was 0.8) or give sd(1|state) a stronger prior",
    });
    expect(untrustworthy(diagnostics)).toBe(false);
  });

  it("names no term where the divergences show no pattern", () => {
    const anywhere = [
      [0.1, 1.1, -0.2],
      [-0.4, 0.8, 0.3],
      [0.3, 1.3, 0.1],
    ];
    const { message } = only(diagnose({ divergentPerChain: [3, 0, 0, 0], starts: anywhere }));
    expect(message).toBe("3 of 2,000 trajectories diverged (0.15 %)");
  });

  it("names the prior on the scale where a group effect stands out", () => {
    const far = Array.from({ length: 9 }, (_, i) => [0.1 * (i - 4), 1 + 0.05 * (i - 4), 4]);
    const { message, help } = only(diagnose({ divergentPerChain: [9, 0, 0, 0], starts: far }));
    expect(message).toContain("mostly where 1|state[CA] is large");
    expect(help).toContain("give sd(1|state) a stronger prior");
  });

  it("does not trust a fit in which one trajectory in a hundred diverged", () => {
    const diagnostics = diagnose({ divergentPerChain: [5, 5, 5, 5] });
    expect(only(diagnostics).code).toBe("many-divergences");
    expect(untrustworthy(diagnostics)).toBe(true);
  });

  it("reports trajectories that were cut short, from one in a hundred on", () => {
    const deep = (count: number) => (): Partial<SamplerStatistics> => ({
      treeDepth: new Uint8Array(drawsPerChain).fill(3).fill(10, 0, count),
    });
    expect(diagnose({ statistics: deep(4) })).toEqual([]);
    const diagnostics = diagnose({ statistics: deep(50) });
    expect(only(diagnostics)).toMatchObject({
      code: "tree-depth",
      message:
        "200 of 2,000 trajectories reached the greatest tree depth of 10 and were cut short: draws come slowly",
    });
    expect(untrustworthy(diagnostics)).toBe(false);
  });

  it("names the chains whose energy changes slowly", () => {
    let level = 0;
    const random = openStream(2, "test");
    const walk = Float64Array.from({ length: drawsPerChain }, () => (level += random.normal()));
    const diagnostic = only(
      diagnose({ statistics: (chain) => (chain % 2 === 1 ? { energy: walk } : {}) }),
    );
    expect(diagnostic.code).toBe("low-e-bfmi");
    expect(diagnostic.message).toContain("the energy of chains 2 and 4 changes slowly");
    expect(diagnostic.found).toMatch(/^chain 2: 0\.\d+, chain 4: 0\.\d+$/);
  });

  it("names a chain that stood still", () => {
    const diagnostics = diagnose({
      statistics: (chain) => (chain === 2 ? { logDensity: new Float64Array(drawsPerChain) } : {}),
    });
    expect(only(diagnostics).message).toBe(
      "chain 3 stayed at the same point in more than 90 % of the transitions",
    );
    expect(untrustworthy(diagnostics)).toBe(true);
  });

  it("names the parameters about which chains disagree, and distrusts a great disagreement", () => {
    const apart =
      (by: number) =>
      (z: number, chain: number, parameter: number): number =>
        parameter === 0 && chain === 3 ? z + by : z;
    const mild = diagnose({ value: apart(0.6) });
    expect(mild.map(({ code }) => code)).toContain("r-hat");
    expect(mild[0]!.message).toMatch(
      /^the chains disagree about 1 parameter \(R-hat above 1\.01\): Intercept 1\.0\d\d$/,
    );
    expect(untrustworthy(mild)).toBe(false);
    const great = diagnose({ value: apart(3) });
    expect(great.map(({ code }) => code)).toContain("not-converged");
    expect(untrustworthy(great)).toBe(true);
  });

  it("names the parameters with few effective draws, and distrusts a handful", () => {
    const slow = (memory: number) => {
      const last = [0, 0, 0];
      return (z: number, _: number, parameter: number): number =>
        (last[parameter] = memory * last[parameter]! + Math.sqrt(1 - memory * memory) * z);
    };
    const few = diagnose({ value: slow(0.8) });
    expect(few.map(({ code }) => code)).toContain("low-ess");
    expect(few.at(-1)!.message).toMatch(
      /^fewer than 100 effective draws per chain for 3 parameters: .* \d+, .* \d+ and .* \d+$/,
    );
    const handful = diagnose({ value: slow(0.995) });
    expect(handful.map(({ code }) => code)).toContain("too-few-effective-draws");
    expect(untrustworthy(handful)).toBe(true);
  });

  it("says how much of an interrupted fit there is", () => {
    const diagnostics = diagnose({ interrupted: true });
    expect(only(diagnostics).message).toBe(
      "the fit was stopped after 500 of 1,000 draws per chain; results rest on these",
    );
    expect(untrustworthy(diagnostics)).toBe(false);
  });
});

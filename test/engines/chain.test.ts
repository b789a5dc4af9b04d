/** A chain can be watched and stopped, repeats itself exactly, and says why it cannot run. */
import { describe, expect, it } from "vitest";
import { defaultNutsSettings, nutsChain } from "../../src/engines/nuts/index.js";
import type { ChainProgress, NutsSettings } from "../../src/engines/nuts/index.js";
import type { LogDensity } from "../../src/target/index.js";
import { funnel, standardNormal } from "./targets.js";
import { runChain, runOutcome } from "./run-chain.js";

const settings: NutsSettings = { ...defaultNutsSettings, draws: 200, tune: 200 };

/** Counts the evaluations of a target. */
function counted(target: LogDensity): { target: LogDensity; count: () => number } {
  let evaluations = 0;
  return {
    count: () => evaluations,
    target: {
      dimension: target.dimension,
      logDensityAndGradient: (position, gradient) => {
        evaluations++;
        return target.logDensityAndGradient(position, gradient);
      },
    },
  };
}

describe("a chain", () => {
  it("draws the same bytes for the same seed and others for another seed or chain", () => {
    const draw = (seed: number, chain: number): Float64Array =>
      runChain(standardNormal(3), { ...settings, seed }, chain).positions;
    expect(draw(5, 0)).toEqual(draw(5, 0));
    expect(draw(5, 0)).not.toEqual(draw(6, 0));
    expect(draw(5, 0)).not.toEqual(draw(5, 1));
  });

  it("evaluates one gradient per leapfrog step, beyond its start and its searches for a step size", () => {
    const { target, count } = counted(standardNormal(5));
    const { statistics } = runChain(target, { ...settings, tune: 0 });
    const leapfrogs = statistics.leapfrogs.reduce((sum, steps) => sum + steps, 0);
    const searching = count() - leapfrogs;
    expect(searching).toBeLessThan(15);
  });

  it("keeps log densities that belong to the positions", () => {
    const { positions, statistics } = runChain(standardNormal(2), settings);
    statistics.logDensity.forEach((value, draw) => {
      const [x, y] = positions.subarray(2 * draw, 2 * draw + 2);
      expect(value).toBeCloseTo(-0.5 * (x! * x! + y! * y!), 12);
    });
  });

  it("keeps an energy between minus the log density and what divergence allows", () => {
    const { statistics } = runChain(standardNormal(4), settings);
    statistics.energy.forEach((energy, draw) => {
      expect(energy).toBeGreaterThanOrEqual(-statistics.logDensity[draw]!);
    });
  });

  it("reports progress through both phases up to the total", () => {
    const running = nutsChain(standardNormal(10), settings, 2, () => 0);
    const reports: ChainProgress[] = [];
    let step = running.next();
    for (; step.done !== true; step = running.next()) reports.push(step.value);
    expect(new Set(reports.map(({ phase }) => phase))).toEqual(new Set(["warmup", "sampling"]));
    expect(reports.at(-1)).toMatchObject({ chain: 2, iteration: 400, total: 400, divergences: 0 });
    expect(reports.every(({ leapfrogsPerDraw }) => leapfrogsPerDraw >= 1)).toBe(true);
  });

  it("keeps what it has drawn when it is stopped, the same draws as in a full run", () => {
    const running = nutsChain(standardNormal(10), settings, 0, () => 0);
    let step = running.next();
    while (step.done !== true) step = running.next(step.value.iteration > 300);
    const outcome = step.value;
    if (outcome.kind === "failure") throw new Error(outcome.reason);
    expect(outcome.interrupted).toBe(true);
    expect(outcome.draws).toBeGreaterThan(100);
    expect(outcome.draws).toBeLessThan(200);
    expect(outcome.statistics.energy.length).toBe(outcome.draws);
    const whole = runChain(standardNormal(10), settings);
    expect(whole.interrupted).toBe(false);
    expect(outcome.positions).toEqual(whole.positions.slice(0, 10 * outcome.draws));
  });

  it("has no draws when it is stopped in warm-up", () => {
    const running = nutsChain(standardNormal(10), settings, 0, () => 0);
    running.next();
    const step = running.next(true);
    expect(step).toMatchObject({ done: true, value: { draws: 0, interrupted: true } });
  });

  it("tells the seconds of its phases by the clock that it is given", () => {
    let time = 0;
    const running = nutsChain(standardNormal(1), settings, 0, () => time++);
    let step = running.next();
    while (step.done !== true) step = running.next();
    expect(step.value).toMatchObject({ statistics: { seconds: { warmup: 1, sampling: 1 } } });
  });

  it("counts divergences and keeps where they started", () => {
    const { statistics } = runChain(funnel(9), { ...settings, draws: 4000, tune: 500, seed: 2 });
    const divergences = statistics.divergent.reduce((sum, flag) => sum + flag, 0);
    expect(divergences).toBeGreaterThan(5);
    expect(statistics.divergentPositions.length).toBe(Math.min(100, divergences));
    const meanScale = (rows: readonly Float64Array[]): number =>
      rows.reduce((sum, row) => sum + row[0]!, 0) / rows.length;
    // Towards the neck of the funnel, below the mean of v.
    expect(meanScale(statistics.divergentPositions)).toBeLessThan(0);
  });

  it("keeps no more than 100 starts of divergences", () => {
    const cliff: LogDensity = {
      dimension: 1,
      logDensityAndGradient: (position, gradient) => {
        gradient[0] = 0;
        return Math.abs(position[0]!) < 3 ? 0 : Number.NaN;
      },
    };
    const { statistics } = runChain(cliff, { ...settings, draws: 1000 });
    expect(statistics.divergent.reduce((sum, flag) => sum + flag, 0)).toBeGreaterThan(100);
    expect(statistics.divergentPositions.length).toBe(100);
    for (const position of statistics.divergentPositions) {
      expect(Math.abs(position[0]!)).toBeLessThan(3);
    }
  });
});

describe("a chain that cannot run", () => {
  it("says that no starting point was found, and which slopes are to blame", () => {
    const nowhere: LogDensity = { dimension: 1, logDensityAndGradient: () => Number.NaN };
    expect(runOutcome(nowhere, settings, 3)).toEqual({
      kind: "failure",
      chain: 3,
      reason: "no-finite-start",
      coordinates: [],
    });
    const kinked: LogDensity = {
      dimension: 2,
      logDensityAndGradient: (_, gradient) => {
        gradient[0] = 0;
        gradient[1] = Number.POSITIVE_INFINITY;
        return 0;
      },
    };
    expect(runOutcome(kinked, settings)).toMatchObject({
      reason: "no-finite-start",
      coordinates: [1],
    });
  });

  it("tries again where the density vanishes", () => {
    const halfLine: LogDensity = {
      dimension: 1,
      logDensityAndGradient: (position, gradient) => {
        gradient[0] = -1;
        return position[0]! > 1.5 ? -position[0]! : Number.NEGATIVE_INFINITY;
      },
    };
    expect(runOutcome(halfLine, settings).kind).toBe("draws");
  });

  it("says that a density which never falls off is improper", () => {
    const flat: LogDensity = {
      dimension: 2,
      logDensityAndGradient: (_, gradient) => {
        gradient.fill(0);
        return 0;
      },
    };
    expect(runOutcome(flat, settings)).toMatchObject({ reason: "improper-posterior" });
  });
});

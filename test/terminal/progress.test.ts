import { describe, expect, it } from "vitest";
import { openProgressDisplay } from "../../src/terminal/progress-display.js";
import {
  chainLine,
  estimateLine,
  formatDuration,
  totalLine,
} from "../../src/terminal/progress-lines.js";
import { defaultNutsSettings } from "../../src/engines/nuts/index.js";
import type { ChainProgress } from "../../src/engines/nuts/index.js";

const progressOf = (chain: number, iteration: number): ChainProgress => ({
  chain,
  phase: iteration < 1000 ? "warmup" : "sampling",
  iteration,
  total: 2000,
  divergences: 1,
  stepSize: 0.31234,
  leapfrogsPerDraw: 14.6,
});

describe("progress", () => {
  it("says durations as people do", () => {
    expect([0.42, 9.96, 59.4, 61, 3600 * 2 + 300].map(formatDuration)).toEqual([
      "0.4 s",
      "10.0 s",
      "59 s",
      "1 min 1 s",
      "2 h 5 min",
    ]);
  });

  it("fits a chain into 80 columns", () => {
    const line = chainLine({ ...progressOf(3, 1500), divergences: 120, total: 20000 });
    expect(line).toContain("drawing 1500/20000");
    expect(line).toContain("step 0.31");
    expect(Array.from(line).length).toBeLessThanOrEqual(80);
  });

  it("estimates the rest from the iterations done by all chains", () => {
    const chains = [progressOf(0, 500), progressOf(1, 500)];
    const state = { model: "m", chains, chainCount: 2, iterationsPerChain: 2000, elapsed: 10 };
    expect(totalLine(state)).toBe(
      "fit of m: 25 % of 4000 iterations, 2 divergences, about 30 s to go",
    );
    expect(totalLine({ ...state, chains: [] })).toContain("starting");
    expect(totalLine({ ...state, atMost: true })).toBe(
      "fit of m: 25 % of at most 4000 iterations, 2 divergences, at most about 30 s to go",
    );
  });

  it("gives a sense of scale before the first draw", () => {
    expect(estimateLine("m", 52.34)).toBe(
      "fit of m: 52.3 µs per gradient; 1000 transitions of 10 leapfrog steps would take 0.5 s",
    );
  });
});

describe("the display", () => {
  function play(live: boolean): string[] {
    let time = 0;
    const written: string[] = [];
    const display = openProgressDisplay({
      write: (text) => written.push(text),
      live,
      now: () => time,
    });
    const settings = { ...defaultNutsSettings, chains: 2 };
    display.handle({ kind: "fit-started", model: "m", settings, microsecondsPerGradient: 50 });
    for (let step = 1; step <= 20; step++) {
      time = step;
      display.handle({ kind: "fit-progress", progress: progressOf(step % 2, step * 100) });
    }
    display.handle({ kind: "fit-ended" });
    return written;
  }

  it("writes a plain line now and then where nobody watches", () => {
    const written = play(false);
    expect(written).toHaveLength(5);
    expect(written.join("")).not.toContain("\u001b");
  });

  it("counts the fits of a calibration with the time to go", () => {
    let time = 0;
    const written: string[] = [];
    const display = openProgressDisplay({
      write: (text) => written.push(text),
      live: false,
      now: () => time,
    });
    for (let done = 1; done <= 10; done++) {
      time = done;
      const progress = {
        task: "calibration",
        model: "m",
        done,
        total: 40,
        flagged: 1,
        failed: 0,
        seconds: done,
      };
      display.handle({ kind: "fits-progress", progress });
    }
    expect(written).toEqual([
      "calibration of m: 1 of 40 fits, 1 flagged, 0 failed, about 39 s to go\n",
      "calibration of m: 6 of 40 fits, 1 flagged, 0 failed, about 34 s to go\n",
    ]);
  });

  it("redraws a bar for each chain on a terminal and leaves the last state there", () => {
    const written = play(true);
    expect(written.filter((text) => text.startsWith("\u001b[")).length).toBeGreaterThan(15);
    expect(written.at(-1)).toMatch(/^chain 1 .*\nchain 2 .*\nfit of m/u);
  });
});

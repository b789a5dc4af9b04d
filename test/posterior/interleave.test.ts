/** Chains in one thread take turns and stop together. */
import { describe, expect, it } from "vitest";
import type { ChainOutcome, ChainProgress } from "../../src/engines/nuts/index.js";
import { interleave, type RunningChain } from "../../src/posterior/index.js";

function report(chain: number, iteration: number): ChainProgress {
  const rest = { total: 10, divergences: 0, stepSize: 1, leapfrogsPerDraw: 1 };
  return { chain, phase: "sampling", iteration, ...rest };
}

function failed(chain: number): ChainOutcome {
  return { kind: "failure", chain, reason: "no-finite-start", coordinates: [] };
}

/** Reports `reports` times unless it is stopped; notes the stop; its outcome carries its number. */
function* chainOf(chain: number, reports: number, stopped: number[]): RunningChain {
  for (let iteration = 1; iteration <= reports; iteration++) {
    if ((yield report(chain, iteration)) === true) {
      stopped.push(chain);
      break;
    }
  }
  return failed(chain);
}

describe("interleaved chains", () => {
  it("take turns and come back in order", () => {
    const stopped: number[] = [];
    const all = interleave([chainOf(0, 1, stopped), chainOf(1, 1, stopped)]);
    expect(all.next().value).toMatchObject({ chain: 0, iteration: 1 });
    expect(all.next().value).toMatchObject({ chain: 1, iteration: 1 });
    expect(all.next()).toMatchObject({ done: true, value: [{ chain: 0 }, { chain: 1 }] });
  });

  it("stop all when one of them is told to", () => {
    const stopped: number[] = [];
    const all = interleave([chainOf(0, 9, stopped), chainOf(1, 9, stopped)]);
    all.next();
    all.next();
    expect(all.next(true).done).toBe(true);
    expect(stopped).toEqual([0, 1]);
  });

  it("stop all when one of them fails", () => {
    const stopped: number[] = [];
    const all = interleave([chainOf(0, 9, stopped), chainOf(1, 0, stopped)]);
    all.next();
    expect(all.next().done).toBe(true);
    expect(stopped).toEqual([0]);
  });
});

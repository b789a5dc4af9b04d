/** Neither a kill, nor the number of threads, nor the absence of WebAssembly changes a bit of a fit. */
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { killedRun, unbrokenRun } from "./kill-and-resume.mjs";

const built = existsSync(new URL("../../dist/src/node/chain-worker.js", import.meta.url));

describe.skipIf(!built)("a fit in a process of its own", { timeout: 300_000 }, () => {
  const size = ["2", "1500"];
  let whole = "";
  let milliseconds = 0;
  beforeAll(() => {
    const begun = performance.now();
    whole = unbrokenRun(size);
    milliseconds = performance.now() - begun;
  }, 300_000);

  it("that is killed again and again goes on to the draws of an unbroken one", async () => {
    let checkpoints = 0;
    // Later where the machine has become so slow that no kill found a checkpoint.
    for (let times = 1; checkpoints === 0 && times <= 8; times *= 2) {
      const moments = [0.9, 0.6, 0.75, 0.5, 0.8].map((share) => times * share * milliseconds);
      const run = await killedRun(moments, size);
      expect(run.written).toBe(whole);
      checkpoints = run.checkpoints;
    }
    expect(checkpoints).toBeGreaterThan(0);
  });

  it.each(["0", "1", "4"])("has the same bytes with %s threads", (threads) => {
    expect(unbrokenRun([threads, "1500"])).toBe(whole);
  });

  it.each(["own", "levels", "joint"])(
    "has the same bytes without WebAssembly, in %s coordinates",
    (coordinates) => {
      const given = ["2", "60", coordinates, "200"];
      expect(unbrokenRun(given, ["--no-expose-wasm"])).toBe(unbrokenRun(given));
    },
  );
});

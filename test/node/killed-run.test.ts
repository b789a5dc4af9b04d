/** Neither a kill, nor the number of threads, nor the absence of WebAssembly changes a bit of a fit. */
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { killedRun, unbrokenRun } from "./kill-and-resume.mjs";

const built = existsSync(new URL("../../dist/src/node/chain-worker.js", import.meta.url));

describe.skipIf(!built)("a fit in a process of its own", () => {
  const size = ["2", "1500"];
  let whole = "";
  let milliseconds = 0;
  beforeAll(() => {
    const begun = performance.now();
    whole = unbrokenRun(size);
    milliseconds = performance.now() - begun;
  });

  it("that is killed again and again goes on to the draws of an unbroken one", async () => {
    const moments = [0.9, 0.6, 0.75, 0.5, 0.8].map((share) => share * milliseconds);
    const { written, checkpoints } = await killedRun(moments, size);
    expect(written).toBe(whole);
    expect(checkpoints).toBeGreaterThan(0);
  });

  it.each(["0", "1", "4"])("has the same bytes with %s threads", (threads) => {
    expect(unbrokenRun([threads, "1500"])).toBe(whole);
  });

  it.each(["own", "levels", "joint"])(
    "has the same bytes without WebAssembly, in %s coordinates",
    (coordinates) => {
      const given = ["2", "100", coordinates];
      expect(unbrokenRun(given, ["--no-expose-wasm"])).toBe(unbrokenRun(given));
    },
  );
});

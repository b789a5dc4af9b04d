/** Normals of numbered draws: the same in any order, and different from draw to draw. */
import { describe, expect, it } from "vitest";
import { openDrawNoise } from "../../../src/posterior/whitening/draw-noise.js";

const stream = { seed: 3, chain: 1 };

describe("the normals of a draw", () => {
  it("depend on its number alone, wherever a run begins and whatever was drawn before", () => {
    const inOrder = openDrawNoise(stream, 5);
    const expected = Array.from({ length: 200 }, (_, draw) => [...inOrder(draw)]);
    const inJumps = openDrawNoise(stream, 5);
    for (const draw of [150, 0, 63, 64, 64, 199, 128, 127])
      expect([...inJumps(draw)]).toEqual(expected[draw]);
  });

  it("are different in every draw and every chain", () => {
    const noise = openDrawNoise(stream, 1);
    const all = Array.from({ length: 200 }, (_, draw) => noise(draw)[0]);
    expect(new Set(all).size).toBe(200);
    expect(openDrawNoise({ ...stream, chain: 2 }, 1)(0)[0]).not.toBe(all[0]);
  });
});

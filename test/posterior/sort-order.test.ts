/** Draws are sorted whatever their size, and equal ones stay in their order. */
import { describe, expect, it } from "vitest";
import { openStream } from "../../src/math/index.js";
import { sortOrder } from "../../src/posterior/diagnostics/index.js";

const random = openStream(5, "sorting");

const kinds: readonly (readonly [string, (draw: number) => number])[] = [
  ["of both signs", () => random.normal()],
  ["many orders of magnitude apart", () => Math.exp(300 * random.normal())],
  ["smaller than the smallest normal number", () => 1e-310 * random.normal()],
  ["of which many are equal", () => Math.floor(3 * random.normal())],
  ["that differ in their last places, last first", (draw) => -1e6 - draw * 2 ** -33],
  ["of few values that differ in their last places", (draw) => 1 + (draw % 7) * Number.EPSILON],
];

describe("the order of draws", () => {
  it.each(kinds)("%s is ascending, and stable", (_name, draw) => {
    for (const count of [0, 1, 2, 3, 1000, 4097]) {
      const values = Float64Array.from({ length: count }, (_, i) => draw(i));
      const expected = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
      expect([...sortOrder(values)]).toEqual(expected);
    }
  });

  it("is that of a part of a longer array too", () => {
    const values = Float64Array.from({ length: 50 }, () => random.normal());
    expect(sortOrder(values.subarray(7, 40))).toEqual(sortOrder(values.slice(7, 40)));
  });
});

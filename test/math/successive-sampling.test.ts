import { describe, expect, it } from "vitest";
import { drawSuccessively, openStream } from "../../src/math/index.js";

const weights = Float64Array.of(5, 3, 2, 1, 0.5);
const ones = Float64Array.of(1, 1, 1, 1, 1);

/** Shares of samples that each unit is in. */
function inclusion(sizes: Float64Array, draws: number, replace: boolean, times: number): number[] {
  const random = openStream(7, "test");
  const totals = new Float64Array(sizes.length);
  for (let time = 0; time < times; time++)
    drawSuccessively(sizes, weights, draws, replace, random).forEach((count, unit) => {
      totals[unit]! += count;
    });
  return Array.from(totals, (total) => total / times);
}

describe("successive sampling", () => {
  it("includes units as often as the sum over all orders of draws says", () => {
    // Of 3 of 5 units, by enumeration. Bounds are 5 standard errors: 5 in 1,000,000 false alarms each.
    const exact = [
      0.9184620830030713, 0.8094654302488468, 0.6762424702322402, 0.3900990818308087,
      0.2057309346850335,
    ];
    inclusion(ones, 3, false, 20_000).forEach((share, unit) => {
      const bound = 5 * Math.sqrt((exact[unit]! * (1 - exact[unit]!)) / 20_000);
      expect(Math.abs(share - exact[unit]!)).toBeLessThan(bound);
    });
  });

  it("with replacement draws in proportion to weight and size", () => {
    const sizes = Float64Array.of(1, 2, 1, 4, 2);
    const total = 5 + 6 + 2 + 4 + 1;
    inclusion(sizes, 3, true, 20_000).forEach((mean, unit) => {
      const share = (sizes[unit]! * weights[unit]!) / total;
      const bound = 5 * Math.sqrt((3 * share * (1 - share)) / 20_000);
      expect(Math.abs(mean - 3 * share)).toBeLessThan(bound);
    });
  });

  it("draws everything there is, nothing of weight zero and nothing twice", () => {
    const random = openStream(1, "test");
    const sizes = Float64Array.of(3, 1, 0, 7, 2);
    const some = Float64Array.of(0.1, 1e-9, 5, 0, 0.7);
    expect(Array.from(drawSuccessively(sizes, some, 6, false, random))).toEqual([3, 1, 0, 0, 2]);
  });

  it("is the same on every machine", () => {
    const drawn = drawSuccessively(
      new Float64Array(20).fill(1),
      Float64Array.from({ length: 20 }, (_, unit) => 1 + unit),
      5,
      false,
      openStream(1, "test"),
    );
    expect(Array.from(drawn.keys()).filter((unit) => drawn[unit]! > 0)).toEqual([
      9, 12, 15, 18, 19,
    ]);
  });
});

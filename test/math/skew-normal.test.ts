import { describe, expect, it } from "vitest";
import { owenT, skewNormalCdf, skewNormalDensity } from "../../src/math/index.js";

describe("the skew normal", () => {
  it.each([-3, -0.4, 0, 0.8, 2.5])(
    "of shape %f has its density as the slope of its distribution",
    (shape) => {
      for (const z of [-2.2, -0.7, 0.1, 1.4]) {
        const h = 1e-3;
        const at = (by: number): number => skewNormalCdf(z + by, shape);
        const slope = (at(-2 * h) - 8 * at(-h) + 8 * at(h) - at(2 * h)) / (12 * h);
        expect(Math.abs(slope - skewNormalDensity(z, shape))).toBeLessThan(1e-9);
      }
    },
  );

  it("has Owen's T at its closed forms", () => {
    expect(owenT(0, 0.7)).toBeCloseTo(Math.atan(0.7) / (2 * Math.PI), 14);
    expect(owenT(1.2, 1)).toBeCloseTo((0.11506967022170828 * (1 - 0.11506967022170828)) / 2, 12);
    expect(owenT(0.5, -2)).toBeCloseTo(-owenT(0.5, 2), 14);
  });
});

import { describe, expect, it } from "vitest";
import { gaussHermite } from "../../src/math/index.js";

describe("Gauss-Hermite quadrature", () => {
  it.each([1, 2, 5, 7, 11, 15, 16, 25, 31, 50])(
    "with %i nodes has the moments of a standard normal",
    (n) => {
      const { nodes, weights } = gaussHermite(n);
      let moment = 1;
      for (let degree = 0; degree < Math.min(2 * n, 20); degree += 2) {
        const sum = nodes.reduce((total, x, i) => total + weights[i]! * x ** degree, 0);
        expect(Math.abs(sum / moment - 1)).toBeLessThan(1e-12);
        moment *= degree + 1;
      }
    },
  );

  it("is symmetric to the last bit", () => {
    const { nodes, weights } = gaussHermite(15);
    for (let i = 0; i < 15; i++) {
      expect(nodes[14 - i]).toBe(-nodes[i]! + 0);
      expect(Math.abs(weights[14 - i]! - weights[i]!)).toBeLessThan(1e-16);
    }
  });
});

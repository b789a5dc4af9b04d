/** Draws of group effects: moments of a density that is skewed, against fine sums over it. */
import { describe, expect, it } from "vitest";
import { openGroupDraws } from "../../../src/engines/importance/group-draws.js";
import { gaussHermite, openStream } from "../../../src/math/index.js";

const { nodes } = gaussHermite(9);
const count = 200_000;

/** Mean and sd of φ(t) exp(c t³ + d t⁴). */
function momentsOf(c: number, d: number) {
  const sums = [0, 0, 0];
  for (let t = -8; t <= 8; t += 0.001) {
    const density = Math.exp(-0.5 * t * t + c * t ** 3 + d * t ** 4);
    sums.forEach((_, power) => (sums[power]! += density * t ** power));
  }
  const mean = sums[1]! / sums[0]!;
  return { mean, sd: Math.sqrt(sums[2]! / sums[0]! - mean * mean) };
}

describe("draws of a group's effect", () => {
  it.each([
    [0, 0],
    [0.05, -0.01],
    [-0.1, -0.02],
  ])("have the moments of a density with cubic part %d and quartic part %d", (c, d) => {
    const remainders = nodes.map((t) => c * t ** 3 + d * t ** 4);
    const quadrature = { modes: Float64Array.of(0), scales: Float64Array.of(1), remainders };
    const draw = openGroupDraws(quadrature, nodes);
    const random = openStream(1, "skewed groups");
    const [one, other] = [new Float64Array(1), new Float64Array(1)];
    let [sum, square] = [0, 0];
    for (let i = 0; i < count / 2; i++) {
      draw(random, one, other);
      for (const [t] of [one, other]) [sum, square] = [sum + t!, square + t! * t!];
    }
    const { mean, sd } = momentsOf(c, d);
    // Four standard errors of the sd: a false alarm in 16,000 runs; pairs know the mean better.
    const error = 4 / Math.sqrt(count);
    expect(Math.abs(sum / count - mean)).toBeLessThan(error / 3);
    expect(Math.abs(Math.sqrt(square / count - (sum / count) ** 2) - sd)).toBeLessThan(error);
  });
});

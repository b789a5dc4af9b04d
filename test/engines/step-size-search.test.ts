/** The search for a step size ends where one step keeps about 80 % of the density. */
import { describe, expect, it } from "vitest";
import { chancesOf } from "../../src/engines/nuts/chances.js";
import { openMetric } from "../../src/engines/nuts/metric.js";
import { evaluatePoint, openPhasePoint } from "../../src/engines/nuts/phase-point.js";
import { searchStepSize } from "../../src/engines/nuts/step-size-search.js";
import { openStream } from "../../src/math/index.js";
import type { LogDensity } from "../../src/target/index.js";

/** A normal of the given standard deviation in three dimensions. */
function normal(scale: number): LogDensity {
  return {
    dimension: 3,
    logDensityAndGradient(position, gradient) {
      let sum = 0;
      position.forEach((x, i) => {
        sum -= (0.5 * x * x) / (scale * scale);
        gradient[i] = -x / (scale * scale);
      });
      return sum;
    },
  };
}

function search(target: LogDensity, initial: number): number | string {
  const point = openPhasePoint(target.dimension);
  point.position.fill(0.1);
  evaluatePoint(target, point);
  const metric = openMetric(target.dimension);
  return searchStepSize(target, metric, chancesOf(openStream(1, "test")), point, initial);
}

describe("the search for a step size", () => {
  it("follows the scale of the target over many orders of magnitude", () => {
    for (const scale of [1e-4, 1e-2, 1, 100]) {
      const step = search(normal(scale), 1);
      expect(step).toBeGreaterThan(0.1 * scale);
      expect(step).toBeLessThan(10 * scale);
    }
  });

  it("moves by factors of two from where it starts", () => {
    const step = search(normal(1e-3), 1);
    expect(Number.isInteger(Math.log2(Number(step)))).toBe(true);
  });

  it("leaves the point as it was", () => {
    const target = normal(1);
    const point = openPhasePoint(3);
    point.position.fill(0.7);
    evaluatePoint(target, point);
    const before = { position: point.position.slice(), gradient: point.gradient.slice() };
    const chances = chancesOf(openStream(1, "test"));
    searchStepSize(target, openMetric(3), chances, point, 1);
    expect(point).toMatchObject(before);
  });

  it("names a density that never falls off, and one that no step is small enough for", () => {
    const flat: LogDensity = { dimension: 1, logDensityAndGradient: (_, g) => ((g[0] = 0), 0) };
    expect(search(flat, 1)).toBe("improper-posterior");
    let evaluations = 0;
    const spike: LogDensity = {
      dimension: 1,
      logDensityAndGradient: (_, gradient) => {
        gradient[0] = 0;
        return evaluations++ === 0 ? 0 : Number.NEGATIVE_INFINITY;
      },
    };
    expect(search(spike, 1)).toBe("no-step-size");
  });
});

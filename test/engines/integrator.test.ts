/** The leapfrog integrator has the properties that make the sampler exact. */
import { describe, expect, it } from "vitest";
import { hamiltonian, leapfrog } from "../../src/engines/nuts/integrator.js";
import { diagonalMetric, type Metric } from "../../src/engines/nuts/metric.js";
import {
  copyPhasePoint,
  evaluatePoint,
  openPhasePoint,
  type PhasePoint,
} from "../../src/engines/nuts/phase-point.js";
import { openStream } from "../../src/math/index.js";
import type { LogDensity } from "../../src/target/index.js";
import { quartic } from "./targets.js";

function randomPoint(target: LogDensity, seed: number): PhasePoint {
  const random = openStream(seed, "test");
  const point = openPhasePoint(target.dimension);
  for (let i = 0; i < target.dimension; i++) {
    point.position[i] = random.normal();
    point.momentum[i] = random.normal();
  }
  evaluatePoint(target, point);
  return point;
}

function integrate(
  target: LogDensity,
  metric: Metric,
  start: PhasePoint,
  step: number,
  steps: number,
): PhasePoint {
  let from = openPhasePoint(target.dimension);
  let to = openPhasePoint(target.dimension);
  copyPhasePoint(start, from);
  for (let i = 0; i < steps; i++) {
    leapfrog(target, metric, step, from, to);
    [from, to] = [to, from];
  }
  return from;
}

/** Determinant by elimination with pivoting. */
function determinant(matrix: number[][]): number {
  let value = 1;
  for (let k = 0; k < matrix.length; k++) {
    const pivot = matrix
      .slice(k)
      .reduce(
        (best, row, i) => (Math.abs(row[k]!) > Math.abs(matrix[best]![k]!) ? k + i : best),
        k,
      );
    if (pivot !== k) {
      [matrix[k], matrix[pivot]] = [matrix[pivot]!, matrix[k]!];
      value = -value;
    }
    value *= matrix[k]![k]!;
    for (let i = k + 1; i < matrix.length; i++) {
      const factor = matrix[i]![k]! / matrix[k]![k]!;
      for (let j = k; j < matrix.length; j++) matrix[i]![j]! -= factor * matrix[k]![j]!;
    }
  }
  return value;
}

describe("the leapfrog integrator", () => {
  const target = quartic(4);
  const diagonal = Float64Array.of(1, 0.5, 2, 1.3);
  /** Stretched along two orthogonal directions of the standardised coordinates. */
  const metric: Metric = {
    diagonal,
    rank: 2,
    eigenvalues: Float64Array.of(5, 0.3),
    directions: Float64Array.of(0.6, 0.8 * Math.SQRT1_2, 0, 0, 0, 0, Math.SQRT2, 0),
  };

  it("comes back to its start when the momentum is turned round", () => {
    const start = randomPoint(target, 1);
    const end = integrate(target, metric, start, 0.05, 200);
    const back = integrate(target, metric, end, -0.05, 200);
    for (let i = 0; i < target.dimension; i++) {
      expect(Math.abs(back.position[i]! - start.position[i]!)).toBeLessThan(1e-10);
      expect(Math.abs(back.momentum[i]! - start.momentum[i]!)).toBeLessThan(1e-10);
    }
  });

  it("makes an energy error of second order in the step size", () => {
    const start = randomPoint(target, 2);
    const error = (step: number): number => {
      const end = integrate(target, metric, start, step, Math.round(1 / step));
      return hamiltonian(metric, end) - hamiltonian(metric, start);
    };
    for (const step of [0.02, 0.01, 0.005]) {
      const ratio = error(step) / error(step / 2);
      expect(ratio).toBeGreaterThan(3.6);
      expect(ratio).toBeLessThan(4.4);
    }
  });

  it("keeps the volume of phase space", () => {
    const start = randomPoint(target, 3);
    const { dimension } = target;
    const width = 1e-5;
    const image = (coordinate: number, shift: number): number[] => {
      const moved = openPhasePoint(dimension);
      copyPhasePoint(start, moved);
      const side = coordinate < dimension ? moved.position : moved.momentum;
      side[coordinate % dimension]! += shift;
      evaluatePoint(target, moved);
      const end = integrate(target, metric, moved, 0.1, 10);
      return [...end.position, ...end.momentum];
    };
    const jacobian = Array.from({ length: 2 * dimension }, (_, coordinate) => {
      const above = image(coordinate, width);
      const below = image(coordinate, -width);
      return above.map((value, i) => (value - below[i]!) / (2 * width));
    });
    expect(Math.abs(determinant(jacobian) - 1)).toBeLessThan(1e-7);
  });

  it("gives a position that overflowed no density and does not ask the target about it", () => {
    const asked: number[] = [];
    const watched: LogDensity = {
      dimension: 1,
      logDensityAndGradient: (position, gradient) => {
        asked.push(position[0]!);
        gradient[0] = 0;
        return 0;
      },
    };
    const from = openPhasePoint(1);
    const to = openPhasePoint(1);
    from.momentum[0] = Number.POSITIVE_INFINITY;
    leapfrog(watched, diagonalMetric(Float64Array.of(1)), 1, from, to);
    expect(asked).toEqual([]);
    expect(hamiltonian(diagonalMetric(Float64Array.of(1)), to)).toBe(Number.POSITIVE_INFINITY);
  });
});

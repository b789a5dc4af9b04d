/** Every outcome of a transition is enumerated: the transition leaves the target invariant. */
import { describe, expect, it } from "vitest";
import type { Chances } from "../../src/engines/nuts/chances.js";
import { hamiltonian, leapfrog } from "../../src/engines/nuts/integrator.js";
import { openMetric } from "../../src/engines/nuts/metric.js";
import {
  copyPhasePoint,
  evaluatePoint,
  openPhasePoint,
  type PhasePoint,
} from "../../src/engines/nuts/phase-point.js";
import { openTrajectory, transition } from "../../src/engines/nuts/trajectory.js";
import type { LogDensity } from "../../src/target/index.js";
import { correlatedNormal, quartic } from "./targets.js";

/** One branch of the tree of decisions: what was decided so far and how probable that is. */
interface Branch {
  readonly script: readonly boolean[];
  probability: number;
}

/** Follows a script of decisions; decisions beyond it come out true and are put on the list. */
function scripted(branch: Branch, momentum: Float64Array, open: Branch[]): Chances {
  let asked = 0;
  let drawn = 0;
  const decided: boolean[] = [];
  return {
    normal: () => momentum[drawn++]!,
    happens: (probability) => {
      const answer = branch.script[asked++] ?? true;
      if (asked > branch.script.length && probability < 1) {
        open.push({
          script: [...decided, false],
          probability: branch.probability * (1 - probability),
        });
      }
      if (asked > branch.script.length) branch.probability *= Math.min(1, probability);
      decided.push(answer);
      return answer;
    },
  };
}

/** Calls `visit` with the end and the probability of every outcome of one transition. */
function enumerate(
  target: LogDensity,
  start: PhasePoint,
  stepSize: number,
  maxTreeDepth: number,
  visit: (end: PhasePoint, probability: number) => void,
): void {
  const open: Branch[] = [{ script: [], probability: 1 }];
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    const space = openTrajectory(target, maxTreeDepth, scripted(branch, start.momentum, open));
    const point = openPhasePoint(target.dimension);
    copyPhasePoint(start, point);
    transition(space, point, stepSize);
    visit(point, branch.probability);
  }
}

/** States `steps` leapfrog steps before and after a point; entry `steps` is the point itself. */
function orbitOf(
  target: LogDensity,
  centre: PhasePoint,
  stepSize: number,
  steps: number,
): PhasePoint[] {
  const metric = openMetric(target.dimension);
  const walk = (step: number): PhasePoint[] => {
    const states: PhasePoint[] = [];
    let from = centre;
    for (let i = 0; i < steps; i++) {
      const to = openPhasePoint(target.dimension);
      leapfrog(target, metric, step, from, to);
      states.push(to);
      from = to;
    }
    return states;
  };
  return [...walk(-stepSize).reverse(), centre, ...walk(stepSize)];
}

/**
 * A state z of an orbit can be reached from the 2^depth − 1 states on either side. Invariance on the
 * orbit: Σ_i exp(−H(z_i)) P(z_i → z) = exp(−H(z)).
 */
function flowInto(target: LogDensity, centre: PhasePoint, stepSize: number, depth: number): number {
  const metric = openMetric(target.dimension);
  const orbit = orbitOf(target, centre, stepSize, 2 ** depth - 1);
  const energy = hamiltonian(metric, centre);
  let flow = 0;
  for (const start of orbit) {
    const weight = Math.exp(energy - hamiltonian(metric, start));
    // Where the orbit has left the numbers there is nothing to flow back.
    if (weight === 0) continue;
    let total = 0;
    enumerate(target, start, stepSize, depth, (end, probability) => {
      total += probability;
      const distance = Math.abs(end.position[0]! - centre.position[0]!);
      if (distance < 1e-9) flow += weight * probability;
    });
    expect(Math.abs(total - 1)).toBeLessThan(1e-12);
  }
  return flow;
}

function pointAt(target: LogDensity, position: number[], momentum: number[]): PhasePoint {
  const point = openPhasePoint(target.dimension);
  point.position.set(position);
  point.momentum.set(momentum);
  evaluatePoint(target, point);
  return point;
}

describe("a transition", () => {
  const one = quartic(1);
  const starts: readonly (readonly [number, number, number])[] = [
    [0.3, 0.9, 0.4],
    [-1.2, 0.4, 0.7],
    [0.05, -2.1, 0.9],
    [1.7, 1.1, 1.1],
    [0.9, 0.2, 0.15],
  ];

  for (const depth of [1, 2, 3]) {
    it(`leaves a one-dimensional target invariant when trees have depth ${depth} at most`, () => {
      for (const [position, momentum, stepSize] of starts) {
        const flow = flowInto(one, pointAt(one, [position], [momentum]), stepSize, depth);
        expect(Math.abs(flow - 1)).toBeLessThan(1e-12);
      }
    });
  }

  it("leaves a correlated two-dimensional target invariant", () => {
    const two = correlatedNormal(0.9);
    for (const stepSize of [0.2, 0.5, 0.8]) {
      const flow = flowInto(two, pointAt(two, [0.4, -0.3], [1.2, 0.5]), stepSize, 3);
      expect(Math.abs(flow - 1)).toBeLessThan(1e-11);
    }
  });
});

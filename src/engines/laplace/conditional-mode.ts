/** The mode of x given theta, by Newton's method, and what the Laplace approximation needs of it. */
import type { LatentGaussian, RowDerivatives } from "../../target/index.js";
import { openConditionalObjective } from "./conditional-objective.js";
import { openLatentSystem, type LatentSystem } from "./latent-system.js";
import { openSoundFactor } from "./sound-factor.js";

/** A workspace; after `find` the system holds P at the mode, and `derivatives` the second order there. */
export interface ConditionalMode {
  readonly system: LatentSystem;
  readonly mode: Float64Array;
  readonly eta: Float64Array;
  readonly derivatives: RowDerivatives;
  /** −½ (x − mu)ᵀ Q (x − mu) + log likelihood at the mode. */
  objective(): number;
  /** The same at any x, with derivatives to the second order or without; the mode is lost. */
  objectiveAt(theta: Float64Array, x: Float64Array, order?: "value" | "second"): number;
  /** Newton steps from `start`; false when no mode was found. Rougher is enough where a value is all that is asked. */
  find(theta: Float64Array, start: Float64Array, smallDecrement?: number): boolean;
}

const mostSteps = 60;
/** Newton decrement (squared distance to the mode in posterior sds) at which the mode is found. */
const exactly = 1e-11;
/** The same where a log density that is off by some 0.001 will do. */
export const roughly = 1e-5;
/** Relative step of the predictor: a density that only levels off in the distance has no mode there. */
const smallStep = 1e-3;
const mostHalvings = 30;

export function openConditionalMode(target: LatentGaussian): ConditionalMode {
  const system = openLatentSystem(target);
  const at = openConditionalObjective(target, system);
  const { latentCount: n } = target;
  const factorise = openSoundFactor(system);
  const gradient = new Float64Array(n);
  const step = new Float64Array(n);
  let objective = -Infinity;

  /** Newton direction into `step`; returns the decrement gᵀ P⁻¹ g. */
  const direct = (): number => {
    at.writeGradient(gradient);
    step.set(gradient);
    system.solve(step);
    let decrement = 0;
    for (let j = 0; j < n; j++) decrement += gradient[j]! * step[j]!;
    return decrement;
  };

  const isSettled = (decrement: number, smallDecrement: number): boolean =>
    Math.abs(decrement) <= smallDecrement && system.rows.stepIsSmall(step, at.x, smallStep);

  /** Halves the step until the objective rises; false when it never does. */
  const search = (theta: Float64Array, decrement: number): boolean => {
    const before = objective;
    let scale = 1;
    at.move(step, 1);
    for (let halving = 0; halving < mostHalvings; halving++) {
      objective = at.evaluate(theta, "second");
      if (objective >= before + 1e-4 * scale * decrement - 1e-12 * Math.abs(before)) return true;
      at.move(step, -scale / 2);
      scale /= 2;
    }
    return false;
  };

  const find = (
    theta: Float64Array,
    start: Float64Array,
    smallDecrement: number = exactly,
  ): boolean => {
    system.setHyperparameters(theta);
    at.place(start);
    objective = at.evaluate(theta, "second");
    if (!(objective > -Infinity)) return false;
    for (let steps = 0; steps < mostSteps; steps++) {
      if (!factorise(at.eta, at.derivatives.second)) return false;
      const decrement = direct();
      if (isSettled(decrement, smallDecrement)) return true;
      if (!(decrement > 0) || !search(theta, decrement)) return false;
    }
    return false;
  };

  const { x: mode, eta, derivatives } = at;
  const objectiveAt: ConditionalMode["objectiveAt"] = (theta, x, order = "value") => {
    at.place(x);
    return at.evaluate(theta, order);
  };
  return { system, mode, eta, derivatives, objective: () => objective, objectiveAt, find };
}

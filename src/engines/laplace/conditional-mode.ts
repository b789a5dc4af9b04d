/** The mode of x given theta, by Newton's method, and what the Laplace approximation needs of it. */
import type { LatentGaussian, RowDerivatives } from "../../target/index.js";
import type { LatentSystem } from "./latent-system.js";
import { openLatentSystem } from "./latent-system.js";
import { predictRows, pullBackRows } from "./sparse-rows.js";

/** A workspace; after `find` the system holds P at the mode and `derivatives` its second order. */
export interface ConditionalMode {
  readonly system: LatentSystem;
  readonly mode: Float64Array;
  readonly eta: Float64Array;
  readonly derivatives: RowDerivatives;
  /** Q (x − mu) at the mode. */
  readonly pull: Float64Array;
  /** −½ (x − mu)ᵀ Q (x − mu) + log likelihood at the mode. */
  objective(): number;
  /** Newton steps from `start`; false when no mode was found. */
  find(theta: Float64Array, start: Float64Array): boolean;
}

const mostSteps = 60;
/** Newton decrement (squared distance to the mode in posterior sds) at which the mode is found. */
const smallDecrement = 1e-11;
const mostHalvings = 30;

export function openConditionalMode(target: LatentGaussian): ConditionalMode {
  const system = openLatentSystem(target);
  const { latentCount: n, predictor, offset, likelihood, prior } = target;
  const rows = predictor.rowCount;
  const mode = new Float64Array(n);
  const eta = new Float64Array(rows);
  const derivatives = likelihood.openDerivatives();
  const pull = new Float64Array(n);
  const deviation = new Float64Array(n);
  const step = new Float64Array(n);
  const etaStep = new Float64Array(rows);
  const zeros = new Float64Array(rows);
  const information = new Float64Array(rows);
  let objective = -Infinity;

  /** Objective and its parts at the current mode; `order` second where P is wanted next. */
  const evaluate = (theta: Float64Array, order: "value" | "second"): number => {
    likelihood.evaluate(eta, theta, order, derivatives);
    for (let j = 0; j < n; j++) deviation[j] = mode[j]! - prior.mean[j]!;
    system.timesPrecision(deviation, pull);
    let total = likelihood.constant;
    for (let i = 0; i < rows; i++) total += derivatives.value[i]!;
    for (let j = 0; j < n; j++) total -= 0.5 * deviation[j]! * pull[j]!;
    return total;
  };

  /** P with the observed information, or without its negative part where that is not positive definite. */
  const factorise = (): boolean => {
    const { second } = derivatives;
    for (let i = 0; i < rows; i++) information[i] = -second[i]!;
    if (system.factorise(information)) return true;
    for (let i = 0; i < rows; i++) information[i] = Math.max(0, -second[i]!);
    return system.factorise(information);
  };

  /** Newton direction into `step`; returns the decrement gᵀ P⁻¹ g. */
  const direct = (): number => {
    pullBackRows(predictor, derivatives.first, step);
    for (let j = 0; j < n; j++) step[j]! -= pull[j]!;
    const slope = deviation;
    slope.set(step);
    system.solve(step);
    let decrement = 0;
    for (let j = 0; j < n; j++) decrement += slope[j]! * step[j]!;
    return decrement;
  };

  const move = (scale: number): void => {
    for (let j = 0; j < n; j++) mode[j]! += scale * step[j]!;
    for (let i = 0; i < rows; i++) eta[i]! += scale * etaStep[i]!;
  };

  /** Halves the step until the objective rises; false when it never does. */
  const search = (theta: Float64Array, decrement: number): boolean => {
    const before = objective;
    predictRows(predictor, zeros, step, etaStep);
    let scale = 1;
    move(1);
    for (let halving = 0; halving < mostHalvings; halving++) {
      objective = evaluate(theta, "second");
      if (objective >= before + 1e-4 * scale * decrement - 1e-12 * Math.abs(before)) return true;
      move(-scale / 2);
      scale /= 2;
    }
    return false;
  };

  const find = (theta: Float64Array, start: Float64Array): boolean => {
    system.setHyperparameters(theta);
    mode.set(start);
    predictRows(predictor, offset, mode, eta);
    objective = evaluate(theta, "second");
    if (!(objective > -Infinity)) return false;
    for (let steps = 0; steps < mostSteps; steps++) {
      if (!factorise()) return false;
      const decrement = direct();
      if (!(decrement > smallDecrement)) return decrement >= -smallDecrement;
      if (!search(theta, decrement)) return false;
    }
    return false;
  };

  return { system, mode, eta, derivatives, pull, objective: () => objective, find };
}

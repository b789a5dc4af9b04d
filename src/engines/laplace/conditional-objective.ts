/** log p(x, y | theta) without its constants, at a position that Newton's method moves. */
import type { LatentGaussian, RowDerivatives } from "../../target/index.js";
import type { LatentSystem } from "./latent-system.js";
import { predictRows, pullBackRows } from "./sparse-rows.js";

/** A workspace: `x` and `eta` are the position, the rest belongs to the last evaluation. */
export interface ConditionalObjective {
  readonly x: Float64Array;
  readonly eta: Float64Array;
  readonly derivatives: RowDerivatives;
  place(start: Float64Array): void;
  /** Moves x by scale × step, and eta by scale × A step. */
  move(step: Float64Array, etaStep: Float64Array, scale: number): void;
  /** −½ (x − mu)ᵀ Q (x − mu) + log likelihood; derivatives to the second order. */
  evaluate(theta: Float64Array): number;
  /** Aᵀ l′ − Q (x − mu). */
  writeGradient(gradient: Float64Array): void;
}

export function openConditionalObjective(
  target: LatentGaussian,
  system: LatentSystem,
): ConditionalObjective {
  const { latentCount: n, predictor, offset, likelihood, prior } = target;
  const x = new Float64Array(n);
  const eta = new Float64Array(predictor.rowCount);
  const derivatives = likelihood.openDerivatives();
  const deviation = new Float64Array(n);
  const pull = new Float64Array(n);
  return {
    x,
    eta,
    derivatives,
    place(start) {
      x.set(start);
      predictRows(predictor, offset, x, eta);
    },
    move(step, etaStep, scale) {
      for (let j = 0; j < n; j++) x[j]! += scale * step[j]!;
      for (let i = 0; i < eta.length; i++) eta[i]! += scale * etaStep[i]!;
    },
    evaluate(theta) {
      likelihood.evaluate(eta, theta, "second", derivatives);
      for (let j = 0; j < n; j++) deviation[j] = x[j]! - prior.mean[j]!;
      system.timesPrecision(deviation, pull);
      let total = likelihood.constant;
      for (let i = 0; i < eta.length; i++) total += derivatives.value[i]!;
      for (let j = 0; j < n; j++) total -= 0.5 * deviation[j]! * pull[j]!;
      return total;
    },
    writeGradient(gradient) {
      pullBackRows(predictor, derivatives.first, gradient);
      for (let j = 0; j < n; j++) gradient[j]! -= pull[j]!;
    },
  };
}

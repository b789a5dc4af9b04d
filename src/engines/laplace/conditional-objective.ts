/** log p(x, y | theta) without its constants, at a position that Newton's method moves. */
import type { LatentGaussian, RowDerivatives } from "../../target/index.js";
import type { LatentSystem } from "./latent-system.js";

/** A workspace: `x` and `eta` are the position, the rest belongs to the last evaluation. */
export interface ConditionalObjective {
  readonly x: Float64Array;
  readonly eta: Float64Array;
  readonly derivatives: RowDerivatives;
  place(start: Float64Array): void;
  /** Moves x by scale × step. */
  move(step: Float64Array, scale: number): void;
  /** −½ (x − mu)ᵀ Q (x − mu) + log likelihood, with the likelihood's derivatives to the second order or without. */
  evaluate(theta: Float64Array, order: "value" | "second"): number;
  /** Aᵀ l′ − Q (x − mu). */
  writeGradient(gradient: Float64Array): void;
}

export function openConditionalObjective(
  target: LatentGaussian,
  system: LatentSystem,
): ConditionalObjective {
  const { latentCount: n, predictor, likelihood, prior } = target;
  const { rows } = system;
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
      rows.predict(x, eta);
    },
    move(step, scale) {
      for (let j = 0; j < n; j++) x[j]! += scale * step[j]!;
      rows.predict(x, eta);
    },
    evaluate(theta, order) {
      let total = likelihood.constant + likelihood.evaluate(eta, theta, order, derivatives);
      for (let j = 0; j < n; j++) deviation[j] = x[j]! - prior.mean[j]!;
      system.timesPrecision(deviation, pull);
      for (let j = 0; j < n; j++) total -= 0.5 * deviation[j]! * pull[j]!;
      return total;
    },
    writeGradient(gradient) {
      rows.pullBack(derivatives.first, gradient);
      for (let j = 0; j < n; j++) gradient[j]! -= pull[j]!;
    },
  };
}

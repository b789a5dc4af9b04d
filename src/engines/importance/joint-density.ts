/** log p(y, x, theta) at any x, without derivatives. */
import type { LatentGaussian } from "../../target/index.js";
import type { LatentSystem } from "../laplace/index.js";

export interface JointDensity {
  /** What theta alone adds; the system has to hold theta at every `at`. */
  ofTheta(theta: Float64Array): number;
  at(theta: Float64Array, x: Float64Array): number;
}

export function openJointDensity(target: LatentGaussian, system: LatentSystem): JointDensity {
  const { predictor, likelihood, prior, latentCount: n } = target;
  const eta = new Float64Array(predictor.rowCount);
  const derivatives = likelihood.openDerivatives();
  const deviation = new Float64Array(n);
  const pull = new Float64Array(n);
  const unused = new Float64Array(target.hyperparameterCount);
  return {
    ofTheta: (theta) =>
      target.logHyperprior(theta, unused) +
      prior.logNormaliser(theta, unused) +
      likelihood.constant,
    at(theta, x) {
      system.rows.predict(x, eta);
      let total = likelihood.evaluate(eta, theta, "value", derivatives);
      for (let j = 0; j < n; j++) deviation[j] = x[j]! - prior.mean[j]!;
      system.timesPrecision(deviation, pull);
      for (let j = 0; j < n; j++) total -= 0.5 * deviation[j]! * pull[j]!;
      return total;
    },
  };
}

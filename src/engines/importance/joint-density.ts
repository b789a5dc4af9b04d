/** log p(y, x, theta) at any x, without derivatives. */
import type { LatentGaussian } from "../../target/index.js";
import type { LatentSystem } from "../laplace/index.js";
import { predictRows } from "../laplace/index.js";

export interface JointDensity {
  /** What theta alone adds; the system has to hold theta at every `at`. */
  ofTheta(theta: Float64Array): number;
  at(theta: Float64Array, x: Float64Array): number;
}

export function openJointDensity(target: LatentGaussian, system: LatentSystem): JointDensity {
  const { predictor, offset, likelihood, prior, latentCount: n } = target;
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
      predictRows(predictor, offset, x, eta);
      likelihood.evaluate(eta, theta, "value", derivatives);
      for (let j = 0; j < n; j++) deviation[j] = x[j]! - prior.mean[j]!;
      system.timesPrecision(deviation, pull);
      let total = 0;
      for (let i = 0; i < eta.length; i++) total += derivatives.value[i]!;
      for (let j = 0; j < n; j++) total -= 0.5 * deviation[j]! * pull[j]!;
      return total;
    },
  };
}

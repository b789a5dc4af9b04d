/** log p(y, x, theta) of a latent Gaussian model with its slopes in theta, x and the entries of the prior's precision. */
import type { LatentGaussian } from "../../../target/index.js";
import { openLatentSystem } from "../../laplace/latent-system.js";
import { placesOf, symmetricTimes } from "../../laplace/symmetric-entries.js";

export interface JointDensity {
  /** Entries of Q(theta), after `setHyperparameters`. */
  readonly precision: Float64Array;
  setHyperparameters(theta: Float64Array): void;
  /** Writes slopes in x and in the entries of Q, and those in theta at a fixed Q. */
  evaluate(
    theta: Float64Array,
    x: Float64Array,
    ofTheta: Float64Array,
    ofX: Float64Array,
    ofPrecision: Float64Array,
  ): number;
  /** Adds to the slopes in theta what moves through Q. */
  addThroughPrecision(theta: Float64Array, ofPrecision: Float64Array, ofTheta: Float64Array): void;
}

export function openJointDensity(target: LatentGaussian): JointDensity {
  const { prior, likelihood, latentCount: n, predictor } = target;
  const { rows } = openLatentSystem(target);
  const places = placesOf(prior.pattern);
  const precision = new Float64Array(prior.pattern.rowIndex.length);
  const derivatives = likelihood.openDerivatives();
  const eta = new Float64Array(predictor.rowCount);
  const [deviation, product] = [new Float64Array(n), new Float64Array(n)];
  const order = likelihood.hyperparameters.length > 0 ? "third" : "second";
  return {
    precision,
    setHyperparameters: (theta) => prior.writePrecision(theta, precision),
    evaluate(theta, x, ofTheta, ofX, ofPrecision) {
      ofTheta.fill(0);
      rows.predict(x, eta);
      let value = likelihood.constant + likelihood.evaluate(eta, theta, order, derivatives);
      value += target.logHyperprior(theta, ofTheta) + prior.logNormaliser(theta, ofTheta);
      for (let j = 0; j < n; j++) deviation[j] = x[j]! - prior.mean[j]!;
      symmetricTimes(places, precision, deviation, product);
      rows.pullBack(derivatives.first, ofX);
      for (let j = 0; j < n; j++) {
        value -= 0.5 * deviation[j]! * product[j]!;
        ofX[j]! -= product[j]!;
      }
      for (let s = 0; s < precision.length; s++) {
        const [i, j] = [places.rowOf[s]!, places.columnOf[s]!];
        ofPrecision[s] = (i === j ? -0.5 : -1) * deviation[i]! * deviation[j]!;
      }
      likelihood.hyperparameters.forEach((k, position) => {
        let sum = 0;
        for (const slope of derivatives.auxiliary[position]!.value) sum += slope;
        ofTheta[k]! += sum;
      });
      return value;
    },
    addThroughPrecision(theta, ofPrecision, ofTheta) {
      for (let k = 0; k < ofTheta.length; k++) {
        const entries = prior.precisionDerivative(theta, k);
        if (!entries) continue;
        const { slots, values } = entries;
        let sum = 0;
        for (let e = 0; e < slots.length; e++) sum += values[e]! * ofPrecision[slots[e]!]!;
        ofTheta[k]! += sum;
      }
    },
  };
}

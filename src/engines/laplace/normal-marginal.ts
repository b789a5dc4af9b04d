/**
 * log p(theta, y) where responses are normal: latents integrated out exactly, at a cost that is free of the
 * number of rows. With s = 1/σ², G = AᵀWA and b = AᵀW(y − offset): P = Q + s G, x̂ = P⁻¹ (s b + Q mu).
 */
import { deterministic, innerProduct } from "../../math/index.js";
import type { LatentGaussian, LogDensity, NormalRows } from "../../target/index.js";
import { openLatentSystem } from "./latent-system.js";
import { logNormalConstant } from "./log-normal-constant.js";
import { bilinear, symmetricTimes, traceProduct } from "./symmetric-entries.js";

export interface NormalMarginal extends LogDensity {
  /** A draw of the latents given theta. */
  draw(theta: Float64Array, normal: () => number, x: Float64Array): void;
}

/** G, b and (y − offset)ᵀ W (y − offset), the squares within rows included. */
function sufficientStatistics(
  { predictor, offset, latentCount }: LatentGaussian,
  { mean, weights, squares }: NormalRows,
  pullBackProduct: (g: Float64Array, h: Float64Array, result: Float64Array) => void,
) {
  const centred = mean.map((value, i) => value - offset[i]!);
  const pull = new Float64Array(latentCount);
  if (predictor.rowCount > 0) pullBackProduct(centred, weights, pull);
  const total = centred.reduce((sum, value, i) => sum + weights[i]! * value * value, squares);
  return { pull, total };
}

/** P and x̂ at theta. */
function openConditionalNormal(target: LatentGaussian, rows: NormalRows) {
  const { prior, latentCount: n } = target;
  const system = openLatentSystem(target);
  const information = system.crossProduct(rows.weights);
  const { pull, total } = sufficientStatistics(target, rows, (g, h, result) =>
    system.rows.pullBackProduct(g, h, result),
  );
  const [mode, deviation] = [new Float64Array(n), new Float64Array(n)];
  const product = new Float64Array(n);
  const logSigma = (theta: Float64Array): number =>
    rows.scale === undefined ? 0 : theta[rows.scale]!;
  return {
    system,
    information,
    mode,
    logSigma,
    /** x̂ − mu, after `quadraticForm`. */
    deviation,
    /** False where P is not positive definite. */
    settle(theta: Float64Array): boolean {
      const s = deterministic.exp(-2 * logSigma(theta));
      system.setHyperparameters(theta);
      if (!system.factoriseSum(information, s)) return false;
      system.timesPrecision(prior.mean, mode);
      for (let j = 0; j < n; j++) mode[j]! += s * pull[j]!;
      system.solve(mode);
      return true;
    },
    /** Σ w (y − A x̂)², the squares within rows included. */
    residual(): number {
      symmetricTimes(system.places, information, mode, product);
      return total - 2 * innerProduct(pull, mode) + innerProduct(product, mode);
    },
    /** (x̂ − mu)ᵀ Q (x̂ − mu). */
    quadraticForm(): number {
      for (let j = 0; j < n; j++) deviation[j] = mode[j]! - prior.mean[j]!;
      system.timesPrecision(deviation, product);
      return innerProduct(product, deviation);
    },
  };
}

/** `target` must have normal rows. */
export function openNormalMarginal(target: LatentGaussian): NormalMarginal {
  const rows = target.normalRows;
  if (!rows) throw new Error("only normal responses can be integrated out");
  const at = openConditionalNormal(target, rows);
  const { system, information, mode, deviation } = at;
  const { places, covariance } = system;
  const slots = Int32Array.from(information, (_, slot) => slot);
  const constant = logNormalConstant(target) + target.likelihood.constant;
  return {
    dimension: target.hyperparameterCount,
    logDensityAndGradient(theta, gradient) {
      gradient.fill(0);
      if (!at.settle(theta)) return NaN;
      const s = deterministic.exp(-2 * at.logSigma(theta));
      const residual = at.residual();
      const value =
        target.logHyperprior(theta, gradient) +
        target.prior.logNormaliser(theta, gradient) -
        0.5 * at.quadraticForm() -
        0.5 * s * residual -
        rows.weight * at.logSigma(theta) -
        0.5 * system.logDeterminant();
      system.invert();
      for (let k = 0; k < gradient.length; k++) {
        const entries = system.precisionDerivative(theta, k);
        if (entries)
          gradient[k]! -=
            0.5 * bilinear(places, entries, deviation, deviation) +
            0.5 * traceProduct(places, entries, covariance);
      }
      if (rows.scale !== undefined) {
        const spread = traceProduct(places, { slots, values: information }, covariance);
        gradient[rows.scale]! += s * (residual + spread) - rows.weight;
      }
      return value + constant;
    },
    draw(theta, normal, x) {
      if (!at.settle(theta)) throw new Error("a draw of theta without a density");
      system.draw(normal, x);
      for (let j = 0; j < x.length; j++) x[j]! += mode[j]!;
    },
  };
}

/** The Laplace approximation of log p(theta, y) and its exact gradient. */
import type { LatentGaussian } from "../../target/index.js";
import { openConditionalMode, roughly, type ConditionalMode } from "./conditional-mode.js";
import type { LikelihoodOrders } from "./likelihood-orders.js";
import { openLikelihoodOrders } from "./open-likelihood-orders.js";
import { logNormalConstant } from "./log-normal-constant.js";
import { bilinear, subtractTimes, traceProduct } from "./symmetric-entries.js";

export interface MarginalDensity {
  readonly conditional: ConditionalMode;
  /** The likelihood's, after a gradient. */
  readonly orders: LikelihoodOrders;
  /** ½ P⁻¹ Aᵀ (l‴ s²), the first-order shift of the conditional mean from the mode, after a gradient. */
  readonly shift: Float64Array;
  /** NaN where no conditional mode was found; it is sought from `start`. */
  value(theta: Float64Array, start: Float64Array): number;
  /** The same, off by some 0.001, for a Newton step less. */
  roughValue(theta: Float64Array, start: Float64Array): number;
  /** Writes the gradient as well, and `variances` and `shift`. */
  valueAndGradient(theta: Float64Array, start: Float64Array, gradient: Float64Array): number;
  /** log p(y, x, theta) at any x, for the theta of the last call. */
  jointAt(theta: Float64Array, x: Float64Array): number;
  /** d mode / d theta_k = P⁻¹ (Aᵀ dl′ − dQ (x − mu)), after a gradient at theta. */
  modeSlope(theta: Float64Array, k: number): Float64Array;
}

/** What moving theta does to the density at a fixed conditional mode: the parts of the gradient. */
interface GradientParts {
  /** The orders and the shift, at the conditional mode. */
  prepare(theta: Float64Array): void;
  /** Through Q: −½ rᵀ dQ r − ½ tr(P⁻¹ dQ) − shiftᵀ dQ r, where r = x − mu. */
  throughPrecision(theta: Float64Array, k: number): number;
  /** Through the likelihood: Σ dl + ½ Σ dl″ s² + shiftᵀ Aᵀ dl′. */
  throughLikelihood(position: number): number;
  modeSlope(theta: Float64Array, k: number): Float64Array;
  readonly shift: Float64Array;
}

function openGradientParts(
  { system, mode }: ConditionalMode,
  orders: LikelihoodOrders,
): GradientParts {
  const { target, places, covariance } = system;
  const { likelihood, prior, latentCount: n } = target;
  const shift = new Float64Array(n);
  const slopes = new Float64Array(n);
  return {
    shift,
    prepare(theta) {
      orders.prepare(theta);
      shift.set(orders.force);
      system.solve(shift);
    },
    throughPrecision(theta, k) {
      const entries = system.precisionDerivative(theta, k);
      if (entries === undefined) return 0;
      for (let j = 0; j < n; j++) slopes[j] = mode[j]! - prior.mean[j]!;
      return (
        -0.5 * bilinear(places, entries, slopes, slopes) -
        0.5 * traceProduct(places, entries, covariance) -
        bilinear(places, entries, shift, slopes)
      );
    },
    throughLikelihood(position) {
      system.rows.pullBack(orders.auxiliarySlopes(position), slopes);
      let total = orders.throughValue(position);
      for (let j = 0; j < n; j++) total += shift[j]! * slopes[j]!;
      return total;
    },
    modeSlope(theta, k) {
      const slope = new Float64Array(n);
      const position = likelihood.hyperparameters.indexOf(k);
      if (position >= 0) system.rows.pullBack(orders.auxiliarySlopes(position), slope);
      const entries = system.precisionDerivative(theta, k);
      for (let j = 0; j < n; j++) slopes[j] = mode[j]! - prior.mean[j]!;
      if (entries) subtractTimes(places, entries, slopes, slope);
      system.solve(slope);
      return slope;
    },
  };
}

export function openMarginalDensity(target: LatentGaussian): MarginalDensity {
  const conditional = openConditionalMode(target);
  const orders = openLikelihoodOrders(conditional);
  const parts = openGradientParts(conditional, orders);
  const { likelihood, prior } = target;
  const unused = new Float64Array(target.hyperparameterCount);
  const constant = logNormalConstant(target);

  const valueAtMode = (theta: Float64Array, gradient: Float64Array): number =>
    target.logHyperprior(theta, gradient) +
    prior.logNormaliser(theta, gradient) +
    conditional.objective() +
    constant -
    0.5 * conditional.system.logDeterminant();

  return {
    conditional,
    orders,
    shift: parts.shift,
    jointAt: (theta, x) =>
      target.logHyperprior(theta, unused) +
      prior.logNormaliser(theta, unused) +
      conditional.objectiveAt(theta, x),
    modeSlope: (theta, k) => parts.modeSlope(theta, k),
    value: (theta, start) => (conditional.find(theta, start) ? valueAtMode(theta, unused) : NaN),
    roughValue: (theta, start) =>
      conditional.find(theta, start, roughly) ? valueAtMode(theta, unused) : NaN,
    valueAndGradient(theta, start, gradient) {
      gradient.fill(0);
      if (!conditional.find(theta, start)) return NaN;
      const density = valueAtMode(theta, gradient);
      parts.prepare(theta);
      for (let k = 0; k < gradient.length; k++) gradient[k]! += parts.throughPrecision(theta, k);
      likelihood.hyperparameters.forEach((k, position) => {
        gradient[k]! += parts.throughLikelihood(position);
      });
      return density;
    },
  };
}

/** What the engine asks of a model at given hyperparameters: values, gradients and conditionals of x. */
import type { LatentGaussian } from "../../target/index.js";
import type { TangentStart } from "./conditional-start.js";
import { openMarginalDensity, type MarginalDensity } from "./marginal-density.js";
import { openMeanCorrection } from "./mean-correction.js";
import { skewNormalsOf, type SkewNormals } from "./skewed-marginals.js";

/** How p(x | theta, y) is approximated beyond its mode and curvature. */
export type LatentStrategy = "gaussian" | "variational" | "simplified_laplace";

export interface ValueAnswer {
  /** log p̃(theta, y); NaN where no conditional mode was found. */
  readonly value: number;
}

export interface GradientAnswer extends ValueAnswer {
  readonly gradient: Float64Array;
  readonly mode: Float64Array;
}

/** The Gaussian approximation of x and eta at one theta; structured-cloneable. */
export interface ConditionalAnswer extends ValueAnswer {
  readonly theta: Float64Array;
  readonly mode: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly etaMean: Float64Array;
  readonly etaVariance: Float64Array;
  /** Of `etaVariance`. */
  readonly largestVariance: number;
  /** False where the mean correction did not settle, and the mode stands for the mean. */
  readonly settled: boolean;
  /** With `simplified_laplace`. */
  readonly skewed?: SkewNormals;
}

/** A workspace for one thread; the conditional mode is sought from `start`. */
export interface PointEvaluator {
  readonly density: MarginalDensity;
  value(theta: Float64Array, start: Float64Array): ValueAnswer;
  gradient(theta: Float64Array, start: Float64Array): GradientAnswer;
  /** The conditional mode at theta with its tangent, and the gradient. */
  tangent(theta: Float64Array, start: Float64Array): TangentStart;
  conditional(
    theta: Float64Array,
    start: Float64Array,
    strategy: LatentStrategy,
  ): ConditionalAnswer;
}

export function openPointEvaluator(target: LatentGaussian): PointEvaluator {
  const density = openMarginalDensity(target);
  const { conditional: at } = density;
  const correction = openMeanCorrection(density);
  const unused = new Float64Array(target.hyperparameterCount);
  const skewNormals = (): SkewNormals => skewNormalsOf(density, at.derivatives.third);
  return {
    density,
    value: (theta, start) => ({ value: density.value(theta, start) }),
    gradient(theta, start) {
      const gradient = new Float64Array(theta.length);
      const value = density.valueAndGradient(theta, start, gradient);
      return { value, gradient, mode: at.mode.slice() };
    },
    tangent(theta, start) {
      const gradient = new Float64Array(theta.length);
      density.valueAndGradient(theta, start, gradient);
      const slopes = Array.from(theta, (_, k) => density.modeSlope(theta, k));
      return { theta, mode: at.mode.slice(), slopes, gradient };
    },
    conditional(theta, start, strategy) {
      const value = density.valueAndGradient(theta, start, unused);
      const wanted = !Number.isNaN(value) && strategy !== "gaussian";
      const skewed = wanted && strategy === "simplified_laplace" && skewNormals();
      const settled = wanted && correction.correct(theta);
      return {
        theta,
        value,
        mode: at.mode.slice(),
        mean: (settled ? correction.mean : at.mode).slice(),
        variance: at.system.variances.slice(),
        etaMean: (settled ? correction.eta : at.eta).slice(),
        etaVariance: density.variances.slice(),
        largestVariance: density.largestVariance(),
        settled: settled || strategy === "gaussian",
        ...(skewed && { skewed }),
      };
    },
  };
}

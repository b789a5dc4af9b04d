/** What the engine asks of a model at given hyperparameters: values, gradients and conditionals of x. */
import { innerProduct } from "../../math/index.js";
import type { LatentGaussian } from "../../target/index.js";
import {
  hasShapes,
  openConditionalShapes,
  type CombinationShape,
  type LatentShapes,
  type LatentStrategy,
} from "./conditional-shapes.js";
import { freeDirectionOf } from "./latent-directions.js";
import type { TangentStart } from "./conditional-start.js";
import { openMarginalDensity, type MarginalDensity } from "./marginal-density.js";
import { openMeanCorrection } from "./mean-correction.js";

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
  /** With strategies that know more than normals. */
  readonly shapes?: LatentShapes;
}

/** A combination of latents at one theta. */
export interface CombinationAnswer {
  readonly mode: number;
  readonly mean: number;
  readonly variance: number;
  readonly shape?: CombinationShape;
}

/** A workspace for one thread; the conditional mode is sought from `start`. */
export interface PointEvaluator {
  readonly density: MarginalDensity;
  value(theta: Float64Array, start: Float64Array): ValueAnswer;
  /** Off by some 0.001, for a Newton step less. */
  roughValue(theta: Float64Array, start: Float64Array): ValueAnswer;
  gradient(theta: Float64Array, start: Float64Array): GradientAnswer;
  /** The conditional mode at theta with its tangent, and the gradient. */
  tangent(theta: Float64Array, start: Float64Array): TangentStart;
  conditional(
    theta: Float64Array,
    start: Float64Array,
    strategy: LatentStrategy,
  ): ConditionalAnswer;
  /** Of aᵀx for each of the weights a, at a theta whose conditional is known. */
  combinations(
    known: ConditionalAnswer,
    weights: readonly Float64Array[],
    strategy: LatentStrategy,
  ): readonly CombinationAnswer[];
}

export function openPointEvaluator(target: LatentGaussian): PointEvaluator {
  const density = openMarginalDensity(target);
  const { conditional: at } = density;
  const correction = openMeanCorrection(density);
  const shapesOf = openConditionalShapes(density);
  const unused = new Float64Array(target.hyperparameterCount);
  return {
    density,
    value: (theta, start) => ({ value: density.value(theta, start) }),
    roughValue: (theta, start) => ({ value: density.roughValue(theta, start) }),
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
      const settled = wanted && correction.correct(theta);
      const normal = {
        theta,
        value,
        mode: at.mode.slice(),
        mean: (settled ? correction.mean : at.mode).slice(),
        variance: at.system.variances.slice(),
        etaMean: (settled ? correction.eta : at.eta).slice(),
        etaVariance: density.orders.variances.slice(),
        largestVariance: density.orders.largestVariance(),
        settled: settled || strategy === "gaussian",
      };
      if (!wanted || !hasShapes(strategy)) return normal;
      return { ...normal, shapes: shapesOf.latents(theta, strategy) };
    },
    combinations({ theta, mode, mean }, weights, strategy) {
      density.valueAndGradient(theta, mode, unused);
      const directions = weights.map((each) => freeDirectionOf(at.system, each));
      const normals = directions.map(({ variance }, k) => ({
        mode: innerProduct(weights[k]!, mode),
        mean: innerProduct(weights[k]!, mean),
        variance,
      }));
      if (!hasShapes(strategy)) return normals;
      const shapes = shapesOf.combinations(theta, strategy, directions);
      return normals.map((normal, k) => ({ ...normal, ...(shapes[k] && { shape: shapes[k] }) }));
    },
  };
}

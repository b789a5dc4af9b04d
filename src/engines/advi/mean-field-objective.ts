/** The evidence bound of independent normals on fixed draws, as a smooth function to be minimised. */
import { deterministic } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import type { FixedDraws } from "./fixed-draws.js";

export interface MeanFieldObjective {
  readonly dimension: number;
  readonly draws: FixedDraws;
  /**
   * −mean of log p(m + e^ω ∘ z) over the draws − Σ ω, at parameters (m, ω), and its gradient: the
   * negative evidence bound up to a constant.
   */
  evaluate(parameters: Float64Array, gradient: Float64Array): number;
  /** The share of one pair of draws in the mean, times the number of pairs. */
  evaluatePair(parameters: Float64Array, pair: number, gradient: Float64Array): number;
}

export function openMeanFieldObjective(target: LogDensity, draws: FixedDraws): MeanFieldObjective {
  const { dimension } = target;
  const sds = new Float64Array(dimension);
  const position = new Float64Array(dimension);
  const slopes = new Float64Array(dimension);
  const setSds = (parameters: Float64Array): void => {
    for (let i = 0; i < dimension; i++) sds[i] = deterministic.exp(parameters[dimension + i]!);
  };
  /** Adds `weight` times the pair's value and gradient. */
  const addPair = (
    parameters: Float64Array,
    pair: number,
    weight: number,
    gradient: Float64Array,
  ): number => {
    let value = 0;
    for (const sign of [1, -1]) {
      const z = (i: number): number => sign * draws.values[pair * dimension + i]!;
      for (let i = 0; i < dimension; i++) position[i] = parameters[i]! + sds[i]! * z(i);
      value -= 0.5 * weight * target.logDensityAndGradient(position, slopes);
      for (let i = 0; i < dimension; i++) {
        const slope = 0.5 * weight * slopes[i]!;
        gradient[i]! -= slope;
        gradient[dimension + i]! -= slope * sds[i]! * z(i);
      }
    }
    return value;
  };
  const openAt = (parameters: Float64Array, gradient: Float64Array): number => {
    setSds(parameters);
    gradient.fill(0, 0, dimension);
    gradient.fill(-1, dimension);
    let value = 0;
    for (let i = 0; i < dimension; i++) value -= parameters[dimension + i]!;
    return value;
  };
  return {
    dimension,
    draws,
    evaluate(parameters, gradient) {
      let value = openAt(parameters, gradient);
      for (let pair = 0; pair < draws.pairs; pair++)
        value += addPair(parameters, pair, 1 / draws.pairs, gradient);
      return value;
    },
    evaluatePair(parameters, pair, gradient) {
      return openAt(parameters, gradient) + addPair(parameters, pair, 1, gradient);
    },
  };
}

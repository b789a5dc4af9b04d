/** Marginal posterior densities of single parameters, as the nested Laplace engine gives them. */
import type { GridDensity } from "../../engines/laplace/index.js";

/** A mixture of normals or skew normals, one for each point over the hyperparameters. */
export interface MixtureMarginal {
  readonly kind: "mixture";
  /** Sum to one. */
  readonly weights: Float64Array;
  readonly locations: Float64Array;
  readonly scales: Float64Array;
  /** Of skew normals; undefined where all are normal. */
  readonly shapes?: Float64Array;
}

/** A monotone function of a coordinate with a density on a grid. */
export interface TransformedMarginal {
  readonly kind: "transformed";
  readonly coordinate: GridDensity;
  readonly transform: MarginalTransform;
}

/** lower + (upper − lower) / (1 + e^−theta), or lower + e^theta without an upper bound. */
export interface BetweenBounds {
  readonly lower: number;
  readonly upper: number;
  /** The inverse square of that. */
  readonly as?: "precision";
}

/** theta itself, exp(theta), exp(−2 theta), tanh(theta), or between two bounds. */
export type MarginalTransform = "identity" | "exponential" | "precision" | "tanh" | BetweenBounds;

/** Weighted draws: pairs beside each other share a draw of the hyperparameters. */
export interface WeightedMarginal {
  readonly kind: "weighted";
  readonly values: Float64Array;
  /** Sum to one. */
  readonly weights: Float64Array;
}

export type Marginal = MixtureMarginal | TransformedMarginal | WeightedMarginal;

export interface NamedMarginal {
  readonly name: string;
  readonly term: string;
  readonly marginal: Marginal;
}

export interface MarginalSummary {
  readonly mean: number;
  readonly sd: number;
  readonly median: number;
  readonly q025: number;
  readonly q975: number;
  /** Shortest interval with the asked probability. */
  readonly hdiLow: number;
  readonly hdiHigh: number;
  /** Where the density is highest; NaN where only draws are known. */
  readonly mode: number;
  /** Monte Carlo error of the mean, of weighted draws. */
  readonly mcseMean?: number;
}

const tail = 0.025;
const searchSteps = 10;
const goldenShare = 0.6180339887498949;

/** The shortest interval of the given probability, by golden section over the probability below it. */
export function shortestInterval(
  quantile: (p: number) => number,
  probability: number,
): { readonly low: number; readonly high: number } {
  const width = (below: number): number => quantile(below + probability) - quantile(below);
  let from = 1e-6;
  let to = 1 - probability - 1e-6;
  let a = to - goldenShare * (to - from);
  let b = from + goldenShare * (to - from);
  let [atA, atB] = [width(a), width(b)];
  for (let step = 0; step < searchSteps; step++) {
    if (atA < atB) {
      [to, b, atB] = [b, a, atA];
      a = to - goldenShare * (to - from);
      atA = width(a);
    } else {
      [from, a, atA] = [a, b, atB];
      b = from + goldenShare * (to - from);
      atB = width(b);
    }
  }
  const below = (from + to) / 2;
  return { low: quantile(below), high: quantile(below + probability) };
}

/** Everything about a marginal that its quantiles, moments and mode give. */
export function summaryOf(
  { mean, sd, mode }: Pick<MarginalSummary, "mean" | "sd" | "mode">,
  quantile: (p: number) => number,
  probability: number,
): MarginalSummary {
  const { low, high } = shortestInterval(quantile, probability);
  return {
    mean,
    sd,
    median: quantile(0.5),
    q025: quantile(tail),
    q975: quantile(1 - tail),
    hdiLow: low,
    hdiHigh: high,
    mode,
  };
}

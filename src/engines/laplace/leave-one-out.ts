/**
 * What the other responses say of each one (Held, Schrödle & Rue 2010): with its likelihood divided out of
 * the predictor's density, CPO = 1 / E[1 / p(y | eta)] and PIT = E[F(y | eta) / p(y | eta)] · CPO, where half
 * of P(Y = y) is left off for counts.
 */
import { deterministic } from "../../math/index.js";
import type { Observations } from "../../target/index.js";
import type { WeightedConditional } from "./explore-hyperparameters.js";
import { quadratureFor } from "./predictor-quadrature.js";

/** One entry an observation. */
export interface LeaveOneOut {
  readonly cpo: Float64Array;
  readonly pit: Float64Array;
  /** Share of the weight at which the division left no proper density: 0 is fine, 1 unusable. */
  readonly failure: Float64Array;
}

/** When the outermost nodes hold so much of E[1 / p], the integral does not settle. */
const edgeShare = 0.5;

export function leaveOneOut(
  points: readonly WeightedConditional[],
  { count, row, logDensity, cumulative, discrete }: Observations,
): LeaveOneOut {
  const zeros = (): Float64Array => new Float64Array(count);
  const [all, below, failure, at, logs, lower] = [
    zeros(),
    zeros(),
    zeros(),
    zeros(),
    zeros(),
    zeros(),
  ];
  const [own, edge] = [zeros(), zeros()];
  for (const { theta, weight, etaMean, etaVariance, largestVariance } of points) {
    const { nodes, weights } = quadratureFor(largestVariance);
    own.fill(0);
    edge.fill(0);
    for (let q = 0; q < nodes.length; q++) {
      for (let o = 0; o < count; o++)
        at[o] = etaMean[row[o]!]! + Math.sqrt(etaVariance[row[o]!]!) * nodes[q]!;
      logDensity(at, theta, logs);
      cumulative(at, theta, lower);
      const outer = q === 0 || q === nodes.length - 1;
      for (let o = 0; o < count; o++) {
        const inverse = weights[q]! * deterministic.exp(-logs[o]!);
        own[o]! += inverse;
        if (outer) edge[o]! += inverse;
        below[o]! += weight * (inverse * lower[o]! - (discrete ? 0.5 * weights[q]! : 0));
      }
    }
    for (let o = 0; o < count; o++) {
      all[o]! += weight * own[o]!;
      if (edge[o]! > edgeShare * own[o]!) failure[o]! += weight;
    }
  }
  return {
    cpo: all.map((value) => 1 / value),
    pit: below.map((value, o) => value / all[o]!),
    failure,
  };
}

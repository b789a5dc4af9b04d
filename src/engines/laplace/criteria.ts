/**
 * DIC, WAIC and CPO of the responses as given, from the normal approximation of each predictor at
 * each integration point (Rue, Martino & Chopin 2009, section 6; Held, Schrödle & Rue 2010).
 */
import { deterministic } from "../../math/index.js";
import type { Observations } from "../../target/index.js";
import type { WeightedConditional } from "./explore-hyperparameters.js";
import { quadratureFor } from "./predictor-quadrature.js";

export interface Criteria {
  readonly dic: {
    readonly value: number;
    readonly effectiveParameters: number;
    readonly meanDeviance: number;
    readonly devianceAtMean: number;
  };
  readonly waic: { readonly value: number; readonly effectiveParameters: number };
  /** Per observation (equal responses are one). */
  readonly cpo: Float64Array;
  /** Share of the weight at which dividing the likelihood out left no proper density; 0 is fine. */
  readonly failure: Float64Array;
}

interface Sums {
  /** E[l], E[l²], E[exp l], E[1 / exp l]. */
  readonly log: Float64Array;
  readonly square: Float64Array;
  readonly density: Float64Array;
  readonly inverse: Float64Array;
  readonly etaMean: Float64Array;
  readonly failure: Float64Array;
}

function openSums(count: number): Sums {
  const zeros = (): Float64Array => new Float64Array(count);
  return {
    log: zeros(),
    square: zeros(),
    density: zeros(),
    inverse: zeros(),
    etaMean: zeros(),
    failure: zeros(),
  };
}

/** The part of E[1 / p] on the two outermost nodes: when it dominates, the integral does not settle. */
const edgeShare = 0.5;

function addPoint(
  sums: Sums,
  { theta, weight, etaMean, etaVariance }: WeightedConditional,
  { count, row, logDensity }: Observations,
): void {
  const { nodes, weights } = quadratureFor(etaVariance);
  const at = new Float64Array(count);
  const logs = new Float64Array(count);
  const inverse = new Float64Array(count);
  const edge = new Float64Array(count);
  const sd = Float64Array.from(row, (r) => Math.sqrt(etaVariance[r]!));
  for (let q = 0; q < nodes.length; q++) {
    const share = weights[q]!;
    const outer = q === 0 || q === nodes.length - 1;
    for (let o = 0; o < count; o++) at[o] = etaMean[row[o]!]! + sd[o]! * nodes[q]!;
    logDensity(at, theta, logs);
    for (let o = 0; o < count; o++) {
      const l = logs[o]!;
      const density = deterministic.exp(l);
      const reciprocal = share / density;
      sums.log[o]! += weight * share * l;
      sums.square[o]! += weight * share * l * l;
      sums.density[o]! += weight * share * density;
      inverse[o]! += reciprocal;
      if (outer) edge[o]! += reciprocal;
    }
  }
  for (let o = 0; o < count; o++) {
    sums.inverse[o]! += weight * inverse[o]!;
    sums.etaMean[o]! += weight * etaMean[row[o]!]!;
    if (edge[o]! > edgeShare * inverse[o]!) sums.failure[o]! += weight;
  }
}

/** `mode` is theta at the mode of its density, where the deviance at the mean is taken. */
export function measureCriteria(
  points: readonly WeightedConditional[],
  observations: Observations,
  mode: Float64Array,
): Criteria {
  const { count, multiplicity } = observations;
  const sums = openSums(count);
  for (const point of points) addPoint(sums, point, observations);
  const atMean = new Float64Array(count);
  observations.logDensity(sums.etaMean, mode, atMean);
  let meanDeviance = 0;
  let devianceAtMean = 0;
  let logPredictive = 0;
  let variance = 0;
  for (let o = 0; o < count; o++) {
    const times = multiplicity[o]!;
    meanDeviance -= 2 * times * sums.log[o]!;
    devianceAtMean -= 2 * times * atMean[o]!;
    logPredictive += times * deterministic.log(sums.density[o]!);
    variance += times * (sums.square[o]! - sums.log[o]! * sums.log[o]!);
  }
  const effectiveParameters = meanDeviance - devianceAtMean;
  return {
    dic: {
      value: meanDeviance + effectiveParameters,
      effectiveParameters,
      meanDeviance,
      devianceAtMean,
    },
    waic: { value: -2 * (logPredictive - variance), effectiveParameters: variance },
    cpo: sums.inverse.map((inverse) => 1 / inverse),
    failure: sums.failure,
  };
}

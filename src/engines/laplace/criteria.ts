/**
 * DIC and WAIC of the responses as given, from the normal approximation of each predictor at
 * each integration point (Rue, Martino & Chopin 2009, section 6).
 */
import { deterministic } from "../../math/index.js";
import type { ExpectedLikelihood, Observations } from "../../target/index.js";
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
}

interface Sums extends ExpectedLikelihood {
  readonly etaMean: Float64Array;
}

function openSums(observations: number, rows: number): Sums {
  const zeros = (): Float64Array => new Float64Array(observations);
  return { log: zeros(), square: zeros(), density: zeros(), etaMean: new Float64Array(rows) };
}

function addPoint(
  sums: Sums,
  { theta, weight, etaMean, etaVariance, largestVariance }: WeightedConditional,
  { addExpectations }: Observations,
): void {
  addExpectations(etaMean, etaVariance, theta, quadratureFor(largestVariance), weight, sums);
  for (let i = 0; i < etaMean.length; i++) sums.etaMean[i]! += weight * etaMean[i]!;
}

/** Points of the least weight are left out until this share of the whole is reached. */
const massUsed = 0.9995;

/** The heaviest points, their weights summing to one again. */
function heaviest(points: readonly WeightedConditional[]): readonly WeightedConditional[] {
  const sorted = points.toSorted((a, b) => b.weight - a.weight);
  let mass = 0;
  const used = sorted.filter(({ weight }) => {
    const wanted = mass < massUsed;
    if (wanted) mass += weight;
    return wanted;
  });
  return used.map((point) => ({ ...point, weight: point.weight / mass }));
}

/** `mode` is theta at the mode of its density, where the deviance at the mean is taken. */
export function measureCriteria(
  points: readonly WeightedConditional[],
  observations: Observations,
  mode: Float64Array,
): Criteria {
  const { count, row, multiplicity } = observations;
  const sums = openSums(count, points[0]!.etaMean.length);
  for (const point of heaviest(points)) addPoint(sums, point, observations);
  const atMean = new Float64Array(count);
  const etaMean = new Float64Array(count);
  for (let o = 0; o < count; o++) etaMean[o] = sums.etaMean[row[o]!]!;
  observations.logDensity(etaMean, mode, atMean);
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
  };
}

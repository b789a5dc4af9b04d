/** The likelihood of one unit's counts and its slopes, from the linear predictors of its members. */
import { deterministic } from "../../../math/index.js";
import {
  openCountLikelihood,
  openDirichletMultinomial,
  unitSizes,
  type UnitMembers,
} from "../../../math/poisson-binomial/index.js";
import type { UnitResponses } from "../latent-plan.js";

/** A workspace. Predictors of a unit are its members' for one outcome, then those for the next. */
export interface UnitSlopes {
  readonly units: number;
  /** Members of the largest unit times predictors. */
  readonly largest: number;
  readonly predictors: number;
  /** Where the members of each unit begin. */
  readonly start: Int32Array;
  /** Log likelihood of the unit's counts; writes the slopes in its predictors. */
  evaluate(unit: number, eta: Float64Array, kappa: number, slopes: Float64Array): number;
  /** d / dκ of the last evaluation. */
  ofConcentration(): number;
  /** After an evaluation: the members' probabilities, members × outcomes. */
  membersOf(unit: number): UnitMembers;
  /** The outcome of each predictor. */
  readonly column: Int32Array;
}

function openMembers({ start, weights, outcomes, counts }: UnitResponses): readonly UnitMembers[] {
  const probabilities = new Float64Array(weights.length * outcomes);
  return Array.from({ length: start.length - 1 }, (_, u) => ({
    probabilities: probabilities.subarray(start[u]! * outcomes, start[u + 1]! * outcomes),
    weights: weights.subarray(start[u], start[u + 1]),
    counts: counts.subarray(u * outcomes, (u + 1) * outcomes),
  }));
}

/** Probabilities by softmax, the score of the reference being zero. */
function writeShares(
  { probabilities: p, weights }: UnitMembers,
  eta: Float64Array,
  column: Int32Array,
  reference: number,
): void {
  const size = weights.length;
  const outcomes = column.length + 1;
  for (let m = 0; m < size; m++) {
    const at = m * outcomes;
    let largest = 0;
    for (let k = 0; k < column.length; k++) largest = Math.max(largest, eta[k * size + m]!);
    let total = (p[at + reference] = deterministic.exp(-largest));
    for (let k = 0; k < column.length; k++)
      total += p[at + column[k]!] = deterministic.exp(eta[k * size + m]! - largest);
    for (let c = 0; c < outcomes; c++) p[at + c]! /= total;
  }
}

/** Log likelihoods with slopes in the scores of all outcomes, and in the concentration where there is one. */
function openCounts({ likelihood, dispersed }: UnitResponses, units: readonly UnitMembers[]) {
  const { evaluate, ofConcentration } = openDirichletMultinomial(deterministic);
  if (dispersed) return { evaluate, ofConcentration };
  const plain = openCountLikelihood(likelihood, unitSizes(units), deterministic);
  return {
    evaluate: (unit: UnitMembers, _kappa: number, slopes: Float64Array) => plain(unit, slopes),
    ofConcentration: () => 0,
  };
}

export function openUnitSlopes(responses: UnitResponses): UnitSlopes {
  const { start, outcomes, reference } = responses;
  const units = openMembers(responses);
  const predictors = outcomes - 1;
  const column = Int32Array.from({ length: predictors }, (_, k) => (k < reference ? k : k + 1));
  const most = units.reduce((size, { weights }) => Math.max(size, weights.length), 0);
  const { evaluate, ofConcentration } = openCounts(responses, units);
  const ofScores = new Float64Array(most * outcomes);
  return {
    units: units.length,
    largest: most * predictors,
    predictors,
    start,
    column,
    ofConcentration,
    membersOf: (unit) => units[unit]!,
    evaluate(unit, eta, kappa, slopes) {
      const members = units[unit]!;
      const size = members.weights.length;
      writeShares(members, eta, column, reference);
      const value = evaluate(members, kappa, ofScores);
      for (let k = 0; k < predictors; k++)
        for (let m = 0; m < size; m++) slopes[k * size + m] = ofScores[m * outcomes + column[k]!]!;
      return value;
    },
  };
}

/** Counts of units that a model of totals would produce with given values of its parameters. */
import { openUnits, type CompiledModel, type OpenUnits } from "../../compiler/index.js";
import { sampleBinomial, sampleGamma, type RandomStream } from "../../math/index.js";
import type { UnitMembers } from "../../math/poisson-binomial/index.js";
import type { TotalsSpec } from "../../model/index.js";

export interface UnitReplicator {
  /** Writes units × outcomes, row by row. */
  readonly replicate: (draw: Float64Array, random: RandomStream, counts: Float64Array) => void;
}

/** Adds how `people` with the probabilities from `at` on choose. */
function addChoices(
  people: number,
  probabilities: Float64Array,
  at: number,
  random: RandomStream,
  into: Float64Array,
): void {
  let [left, mass] = [people, 1];
  const last = into.length - 1;
  for (let c = 0; c < last; c++) {
    const share = mass > 0 ? Math.min(1, probabilities[at + c]! / mass) : 0;
    const chosen = sampleBinomial(left, share, random);
    into[c]! += chosen;
    left -= chosen;
    mass -= probabilities[at + c]!;
  }
  into[last]! += left;
}

/** Mean probabilities of a unit's people, and how many these are. */
function meanOf({ probabilities, weights, counts }: UnitMembers, mean: Float64Array): number {
  const width = counts.length;
  mean.fill(0);
  let people = 0;
  weights.forEach((weight, i) => {
    people += weight;
    for (let c = 0; c < width; c++) mean[c]! += weight * probabilities[i * width + c]!;
  });
  for (let c = 0; c < width; c++) mean[c]! /= people;
  return people;
}

/** Dirichlet with mean `mean` and concentration kappa, in place. */
function disperse(mean: Float64Array, kappa: number, random: RandomStream): void {
  let total = 0;
  for (let c = 0; c < mean.length; c++)
    total += mean[c] = mean[c]! > 0 ? sampleGamma(kappa * mean[c]!, random) : 0;
  for (let c = 0; c < mean.length; c++) mean[c]! /= total;
}

/** As the model's likelihood has it: everybody with the unit's mean probabilities, or each with her own. */
function openChoices(
  { dispersed, likelihood, outcomes }: TotalsSpec,
  { concentration }: OpenUnits,
): (unit: UnitMembers, draw: Float64Array, random: RandomStream, into: Float64Array) => void {
  const mean = new Float64Array(outcomes.length);
  if (!dispersed && likelihood !== "mean")
    return ({ probabilities, weights, counts }, _draw, random, into) =>
      weights.forEach((weight, i) =>
        addChoices(weight, probabilities, i * counts.length, random, into),
      );
  return (unit, draw, random, into) => {
    const people = meanOf(unit, mean);
    if (concentration !== undefined) disperse(mean, draw[concentration]!, random);
    addChoices(people, mean, 0, random, into);
  };
}

export function openUnitReplicator(model: CompiledModel, totals: TotalsSpec): UnitReplicator {
  const every = Int32Array.from(totals.unitNames, (_, unit) => unit);
  const opened = openUnits(model, totals, every);
  const choose = openChoices(totals, opened);
  const width = totals.outcomes.length;
  return {
    replicate(draw, random, counts) {
      opened.evaluate(draw);
      counts.fill(0);
      opened.units.forEach((unit, u) =>
        choose(unit, draw, random, counts.subarray(u * width, (u + 1) * width)),
      );
    },
  };
}

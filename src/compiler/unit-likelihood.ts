/** What each unit's counts add to the log likelihood of a model of totals under one draw of its parameters. */
import { deterministic } from "../math/index.js";
import {
  openCountLikelihood,
  openDirichletMultinomial,
  unitSizes,
  type CountLikelihood,
  type UnitMembers,
} from "../math/poisson-binomial/index.js";
import type { TotalsSpec } from "../model/index.js";
import type { CompiledModel } from "./compiled-model.js";
import { openOutcomeShares } from "./outcome-shares.js";

type UnitModel = Pick<CompiledModel, "spec" | "parameters">;

/** Some units of a model of totals with their people, opened. */
export interface OpenUnits {
  readonly units: readonly UnitMembers[];
  /** Row of the design of every member, unit by unit. */
  readonly members: Int32Array;
  /** Writes the members' probabilities under a draw, where the units read them. */
  readonly evaluate: (draw: Float64Array) => void;
  /** The concentration's place among the reported parameters, of models that have one. */
  readonly concentration: number | undefined;
}

/** Rows of the people by unit: those of unit u from `starts[u]` to `starts[u + 1]`. */
function rowsByUnit({ unit, unitNames }: TotalsSpec): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(unitNames.length + 1);
  for (const u of unit) starts[u + 1]!++;
  for (let u = 0; u < unitNames.length; u++) starts[u + 1]! += starts[u]!;
  const next = starts.slice();
  const order = new Int32Array(unit.length);
  unit.forEach((u, row) => (order[next[u]!++] = row));
  return { order, starts };
}

export function openUnits(
  { spec, parameters }: UnitModel,
  totals: TotalsSpec,
  chosen: Int32Array,
): OpenUnits {
  const { order, starts } = rowsByUnit(totals);
  const own = Array.from(chosen, (u) => order.subarray(starts[u], starts[u + 1]));
  const members = Int32Array.from(own.flatMap((rows) => Array.from(rows)));
  const width = totals.outcomes.length;
  const shares = openOutcomeShares({ spec, parameters }, totals, members);
  const probabilities = new Float64Array(members.length * width);
  let start = 0;
  const units = own.map((rows, at): UnitMembers => {
    const from = start;
    start += rows.length;
    const u = chosen[at]!;
    return {
      probabilities: probabilities.subarray(from * width, start * width),
      weights: Float64Array.from(rows, (row) => totals.weights[row]!),
      counts: totals.counts.subarray(u * width, (u + 1) * width),
    };
  });
  const kappa = parameters.findIndex(({ role }) => role === "auxiliary");
  return {
    units,
    members,
    evaluate: (draw) => shares.evaluate(draw, probabilities),
    concentration: totals.dispersed ? kappa : undefined,
  };
}

/** The likelihood that the model was fitted with, at a concentration where it has one. */
export function openLikelihoodOfUnits(
  { likelihood, dispersed }: TotalsSpec,
  units: readonly UnitMembers[],
): (kappa: number) => CountLikelihood {
  if (!dispersed) {
    const evaluate = openCountLikelihood(likelihood, unitSizes(units), deterministic);
    return () => evaluate;
  }
  const { evaluate } = openDirichletMultinomial(deterministic);
  return (kappa) => (unit, slopes) => evaluate(unit, kappa, slopes);
}

/** Opens the log likelihood of any units of a model; it takes memory in proportion to their people. */
export function openUnitLikelihoods(
  model: UnitModel,
  totals: TotalsSpec,
): (chosen: Int32Array) => (draw: Float64Array, into: Float64Array) => void {
  return (chosen) => {
    const opened = openUnits(model, totals, chosen);
    const { units, concentration } = opened;
    const likelihoodAt = openLikelihoodOfUnits(totals, units);
    const largest = units.reduce((most, { probabilities: p }) => Math.max(most, p.length), 0);
    const slopes = new Float64Array(largest);
    return (draw, into) => {
      opened.evaluate(draw);
      const evaluate = likelihoodAt(concentration === undefined ? 0 : draw[concentration]!);
      for (let u = 0; u < units.length; u++) into[u] = evaluate(units[u]!, slopes);
    };
  };
}

/** Whether the chains of a hierarchical model of margins can be trusted, by the rules of every other fit. */
import type { Diagnostic } from "../../../diagnostics/index.js";
import { diagnosePosterior } from "../../../posterior/diagnose/diagnose-posterior.js";
import { convergenceOf, openDrawMeasures } from "../../../posterior/diagnostics/index.js";
import { parameterDraws } from "../../../posterior/draws.js";
import type { Draws } from "../../../posterior/posterior.js";
import { groupSizes } from "./margins.js";
import type { MarginsFit } from "./hierarchical/fit-margins.js";
import { marginsModels } from "./hierarchical/models.js";

/** Rates over all units, weighted by the people of each group: `rates[group * outcomes + outcome]`. */
export function overallRates(
  { margins, hyperparameters }: MarginsFit,
  draw: Float64Array,
): Float64Array {
  const { groups, outcomes, sizes, composition } = margins;
  const people = groupSizes(margins);
  const cells = groups.length * outcomes.length;
  const rates = new Float64Array(cells);
  for (const [unit, size] of sizes.entries())
    for (let cell = 0; cell < cells; cell++) {
      const group = Math.floor(cell / outcomes.length);
      const weight = (size * composition[unit * groups.length + group]!) / people[group]!;
      rates[cell]! += weight * draw[hyperparameters + unit * cells + cell]!;
    }
  return rates;
}

/** What is judged: rates over all units, and hyperparameters. */
function judgedDraws(fit: MarginsFit): Draws {
  const { margins, hyperparameters, chains, drawsPerChain } = fit;
  const cells = margins.groups.flatMap((group) =>
    margins.outcomes.map((outcome) => `${outcome} of ${group}`),
  );
  const { names } = marginsModels[fit.model].open(margins).rows;
  const parameters = [
    ...cells.map((name) => ({ name, role: "common" as const, term: name })),
    ...names.map((name) => ({ name, role: "auxiliary" as const, term: name })),
  ];
  const values = new Float64Array(fit.draws.length * parameters.length);
  for (const [draw, own] of fit.draws.entries()) {
    values.set(overallRates(fit, own), draw * parameters.length);
    values.set(own.subarray(0, hyperparameters), draw * parameters.length + cells.length);
  }
  return { parameters, chains, drawsPerChain, values };
}

export interface MarginsJudgement {
  readonly diagnostics: readonly Diagnostic[];
  /** Worst R-hat, fewest effective draws and divergences, in one line. */
  readonly line: string;
}

export function judgeFit(fit: MarginsFit): MarginsJudgement {
  const draws = judgedDraws(fit);
  const { statistics, settings, interrupted, hyperparameters } = fit;
  const report = (placed: Float64Array): Float64Array =>
    Float64Array.of(...overallRates(fit, placed), ...placed.subarray(0, hyperparameters));
  const measures = openDrawMeasures(draws.chains, draws.drawsPerChain);
  const cells = draws.parameters.length - hyperparameters;
  const measured = draws.parameters.map((_, at) =>
    convergenceOf(parameterDraws(draws, at), measures),
  );
  const worst = (of: typeof measured): string =>
    `R-hat up to ${Math.max(...of.map(({ rHat }) => rHat)).toFixed(3)}, at least ` +
    `${Math.floor(Math.min(...of.map(({ essBulk, essTail }) => Math.min(essBulk, essTail))))} effective draws`;
  const divergent = statistics.reduce(
    (sum, chain) => sum + chain.divergent.reduce((own, flag) => own + flag, 0),
    0,
  );
  return {
    diagnostics: diagnosePosterior({ draws, statistics, settings, interrupted }, report),
    line:
      `${draws.chains} chains of ${draws.drawsPerChain} draws: rates ${worst(measured.slice(0, cells))}; ` +
      `hyperparameters ${worst(measured.slice(cells))}; ${divergent} divergences`,
  };
}

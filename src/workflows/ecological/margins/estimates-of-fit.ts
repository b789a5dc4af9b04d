/** The draws of a hierarchical model of margins as estimates: a row a group and outcome, unit by unit if asked. */
import { untrustworthy } from "../../../posterior/index.js";
import type { ResultTable } from "../../../posterior/result-table.js";
import { areaChart, estimatesTable, intervalChart } from "../../mrp/index.js";
import type { Poststratified } from "../../mrp/index.js";
import type { MarginsFit } from "./hierarchical/fit-margins.js";
import { marginsModels } from "./hierarchical/models.js";
import { overallRates, type MarginsJudgement } from "./judge-fit.js";
import { caution, groupSizes } from "./margins.js";

export interface EstimateOptions {
  /** What the units are called, for the rows of every unit; without it, only those over all units. */
  readonly unit?: string;
  /** Probability inside the interval. */
  readonly interval: number;
}

interface Areas {
  readonly labels: (readonly string[])[];
  readonly population: Float64Array;
  readonly draws: Float64Array;
}

function overallAreas(fit: MarginsFit): Areas {
  const { margins, draws } = fit;
  const people = groupSizes(margins);
  const labels = margins.groups.flatMap((group) =>
    margins.outcomes.map((outcome) => [group, outcome]),
  );
  const values = new Float64Array(labels.length * draws.length);
  for (const [at, draw] of draws.entries())
    for (const [cell, rate] of overallRates(fit, draw).entries())
      values[cell * draws.length + at] = rate;
  const population = Float64Array.from(
    labels,
    (_, cell) => people[Math.floor(cell / margins.outcomes.length)]!,
  );
  return { labels, population, draws: values };
}

/** Groups without people in a unit have no rate there. */
function unitAreas({ margins, draws, hyperparameters }: MarginsFit): Areas {
  const { units, groups, outcomes, sizes, composition } = margins;
  const cells = groups.length * outcomes.length;
  const labels: string[][] = [];
  const population: number[] = [];
  const places: number[] = [];
  for (const [unit, size] of sizes.entries())
    for (let cell = 0; cell < cells; cell++) {
      const group = Math.floor(cell / outcomes.length);
      const people = size * composition[unit * groups.length + group]!;
      if (people === 0) continue;
      labels.push([units[unit]!, groups[group]!, outcomes[cell % outcomes.length]!]);
      population.push(people);
      places.push(hyperparameters + unit * cells + cell);
    }
  const values = new Float64Array(labels.length * draws.length);
  for (const [at, draw] of draws.entries())
    for (const [area, place] of places.entries()) values[area * draws.length + at] = draw[place]!;
  return { labels, population: Float64Array.from(population), draws: values };
}

function joinAreas(whole: Areas, units: Areas): Areas {
  const draws = new Float64Array(whole.draws.length + units.draws.length);
  draws.set(whole.draws);
  draws.set(units.draws, whole.draws.length);
  return {
    labels: [...whole.labels.map((labels) => ["(all)", ...labels]), ...units.labels],
    population: Float64Array.of(...whole.population, ...units.population),
    draws,
  };
}

function notesOf({ margins, model, seconds }: MarginsFit, judgement: MarginsJudgement): string[] {
  return [
    `model ${model}: ${marginsModels[model].assumption}`,
    `${judgement.line}; ${seconds.toFixed(0)} s`,
    caution,
    ...margins.remarks,
  ];
}

/** Estimates by group and outcome over all units; those of every unit below them where units are named. */
export function estimatesOfFit(
  fit: MarginsFit,
  judgement: MarginsJudgement,
  { unit, interval }: EstimateOptions,
): Poststratified {
  const whole = overallAreas(fit);
  const byUnit = unit !== undefined;
  const { labels, population, draws } = byUnit ? joinAreas(whole, unitAreas(fit)) : whole;
  const [group, outcome] = ["group", "outcome"];
  const split = whole.labels.length;
  const estimates = {
    kind: "estimates" as const,
    by: byUnit ? [unit, group, outcome] : [group, outcome],
    groupings: [
      { by: [group, outcome], from: 0, to: split, fit },
      ...(byUnit ? [{ by: [unit, group, outcome], from: split, to: labels.length, fit }] : []),
    ],
    areas: labels,
    population,
    drawCount: fit.draws.length,
    draws,
    interval,
  };
  const chart = areaChart(
    { by: [outcome, group], areas: whole.labels.map(([g, o]) => [o!, g!]) },
    intervalChart(interval),
  );
  const table: ResultTable = {
    ...estimatesTable(estimates, notesOf(fit, judgement)),
    title: "Share of each group's votes for each outcome",
    ...(untrustworthy(judgement.diagnostics) && { doubtful: true as const }),
    ...(!byUnit && chart && { chart }),
  };
  return { ...estimates, table };
}

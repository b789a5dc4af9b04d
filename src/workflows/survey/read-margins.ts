/** Margins of a population matched with the rows of a sample. */
import { findColumn, groupRows, listNames, reportUnknownColumn } from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import { nearestName } from "../../diagnostics/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { MarginTargets } from "./fit-margins.js";
import {
  alignTotals,
  keyOf,
  labelsOfKey,
  marginName,
  populationMargin,
} from "./population-margins.js";
import type { PopulationMargin } from "./population-margins.js";
import { placeOf } from "./read-sizes.js";
import type { ColumnName } from "./read-sizes.js";

export interface Margin extends MarginTargets {
  /** `state`, `age:edu`. */
  readonly name: string;
  /** Labels of each cell, one for each variable. */
  readonly cells: readonly (readonly string[])[];
}

export interface MarginQuestion {
  readonly sample: DataFrame;
  /** Frames or tables of totals; a margin comes from the first that has all of its variables. */
  readonly tables: readonly DataFrame[];
  /** Variables of each margin. */
  readonly by: readonly (readonly ColumnName[])[];
  /** Column of the tables with the number of people. */
  readonly weight: ColumnName;
}

function nearestHelp(
  missing: readonly string[],
  others: readonly string[],
): { readonly help?: string } {
  for (const key of missing) {
    const [label, ...more] = labelsOfKey(key);
    if (label === undefined || more.length > 0) continue;
    const candidates = others.map((other) => labelsOfKey(other)[0]!);
    const nearest = nearestName(label, candidates);
    if (nearest !== undefined)
      return {
        help: `is \`${label}\` the other side's \`${nearest}\`? recode(...) renames levels`,
      };
  }
  return {};
}

const inWords = (key: string): string => labelsOfKey(key).join(", ");

/** A cell that only one side has: weights can neither fill it nor place its respondents. */
function reportOneSided(
  { variables, totals }: PopulationMargin,
  onlySample: readonly string[],
  onlyPopulation: readonly string[],
  sink: DiagnosticSink,
): boolean {
  const name = marginName(variables);
  const place = placeOf(variables[0] ?? {});
  if (onlyPopulation.length > 0)
    sink.report({
      code: "margin-without-respondents",
      severity: "error",
      message: `nobody in the sample has \`${name}\` = ${listNames(onlyPopulation.map(inWords))}, but the population has`,
      expected: "respondents in every level with people",
      help: "put levels together with recode(...), filter the population, or leave the margin out",
      ...nearestHelp(onlyPopulation, onlySample),
      ...place,
    });
  if (onlySample.length > 0)
    sink.report({
      code: "margin-without-population",
      severity: "error",
      message: `respondents have \`${name}\` = ${listNames(onlySample.map(inWords))}, which nobody in the population has`,
      expected: "people in every level with respondents",
      help: "recode(...) the level or filter the sample",
      ...nearestHelp(onlySample, [...totals.keys()]),
      ...place,
    });
  return onlySample.length + onlyPopulation.length === 0;
}

/** The margin with the sample's rows in its cells; `sizes` say which rows count at all. */
function matchMargin(
  sample: DataFrame,
  sizes: Float64Array,
  population: PopulationMargin,
  sink: DiagnosticSink,
): Margin | undefined {
  const { variables, totals } = population;
  const columns = variables.map(({ text }) => findColumn(sample, text)!);
  const { index, count, labelsOf } = groupRows(sample, columns);
  const present = new Float64Array(count);
  index.forEach((group, row) => {
    present[group]! += sizes[row]!;
  });
  const cells = Array.from(present, (_, group) => labelsOf(group));
  const keys = cells.map(keyOf);
  const asked = new Set(keys.filter((_, group) => present[group]! > 0));
  const onlySample = [...asked].filter((key) => !((totals.get(key) ?? 0) > 0));
  const onlyPopulation = [...totals].filter(([key, people]) => people > 0 && !asked.has(key));
  const names = onlyPopulation.map(([key]) => key);
  if (!reportOneSided(population, onlySample, names, sink)) return undefined;
  const targets = Float64Array.from(keys, (key) => totals.get(key) ?? 0);
  return { name: marginName(variables), index, targets, cells };
}

/** Undefined after reporting columns that the sample lacks. */
export function sampleColumns(
  sample: DataFrame,
  by: readonly (readonly ColumnName[])[],
  sink: DiagnosticSink,
): readonly Column[] | undefined {
  const named = new Map(by.flat().map((name) => [name.text, name]));
  const columns = [...named.values()].map(
    ({ text, span }) => findColumn(sample, text) ?? reportUnknownColumn(sample, text, span, sink),
  );
  return columns.every((column) => column !== undefined) ? columns : undefined;
}

/** Every margin with its targets; all mistakes are reported before it gives up. */
export function readMargins(
  { sample, tables, by, weight }: MarginQuestion,
  sizes: Float64Array,
  sink: DiagnosticSink,
): readonly Margin[] | undefined {
  const found = by.map((variables) => populationMargin(tables, variables, weight, sink));
  if (!found.every((margin) => margin !== undefined)) return undefined;
  const matched = alignTotals(found, sink).map((margin) =>
    matchMargin(sample, sizes, margin, sink),
  );
  return matched.every((margin) => margin !== undefined) ? matched : undefined;
}

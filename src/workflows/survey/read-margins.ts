/** Margins of a population, from frames or from tables of totals, matched with the rows of a sample. */
import {
  findColumn,
  groupRows,
  listNames,
  reportUnknownColumn,
  rowInWords,
} from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import { nearestName } from "../../diagnostics/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { MarginTargets } from "./fit-margins.js";
import { placeOf, readSizes } from "./read-sizes.js";
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
  readonly span?: Span;
}

/** People by cell of a margin. */
export interface PopulationMargin {
  readonly variables: readonly ColumnName[];
  /** The table's columns of the variables. */
  readonly columns: readonly Column[];
  readonly totals: ReadonlyMap<string, number>;
  /** The sum over all cells. */
  readonly total: number;
}

export const keyOf = (labels: readonly string[]): string => JSON.stringify(labels);
export const labelsOfKey = (key: string): readonly string[] => JSON.parse(key) as string[];
export const marginName = (variables: readonly ColumnName[]): string =>
  variables.map(({ text }) => text).join(":");

/** Every table as a margin by all of its columns but the number of people, named where the call is. */
export function otherColumns(
  tables: readonly DataFrame[],
  weight: ColumnName,
  asked: { readonly span?: Span },
): readonly (readonly ColumnName[])[] {
  return tables.map(({ columns }) =>
    columns
      .filter(({ name }) => name !== weight.text)
      .map(({ name }) => ({ text: name, ...placeOf(asked) })),
  );
}

function reportNoTable(
  tables: readonly DataFrame[],
  variables: readonly ColumnName[],
  sink: DiagnosticSink,
): void {
  const [first] = tables;
  const has = (name: string): boolean => tables.some((table) => findColumn(table, name));
  const absent = variables.filter(({ text }) => !has(text));
  const columns = tables.flatMap((table) => table.columns);
  for (const { text, span } of absent) {
    const all = { ...first!, columns, name: tables.map(({ name }) => name).join("`, `") };
    reportUnknownColumn(all, text, span, sink);
  }
  if (absent.length > 0) return;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `no table has ${listNames(variables.map(({ text }) => text))} together`,
    expected: "a frame, or a table of totals, with all variables of the margin",
    ...placeOf(variables[0] ?? {}),
  });
}

/** People by labels of the variables; a cell of unknown labels with people in it is an error. */
export function populationMargin(
  tables: readonly DataFrame[],
  variables: readonly ColumnName[],
  weight: ColumnName,
  sink: DiagnosticSink,
): PopulationMargin | undefined {
  const table = tables.find((one) => variables.every(({ text }) => findColumn(one, text)));
  if (table === undefined) {
    reportNoTable(tables, variables, sink);
    return undefined;
  }
  const people = readSizes(table, weight, { purpose: "the population" }, sink);
  if (people === undefined) return undefined;
  const columns = variables.flatMap(({ text }) => findColumn(table, text) ?? []);
  const groups = groupRows(table, columns);
  const sums = new Float64Array(groups.count);
  let unknown = -1;
  groups.index.forEach((group, row) => {
    if (group >= 0) sums[group]! += people[row]!;
    else if (people[row]! > 0 && unknown < 0) unknown = row;
  });
  if (unknown >= 0) {
    sink.report({
      code: "missing-in-frame",
      severity: "error",
      message: `${rowInWords(table, unknown)} of \`${table.name}\` has people but no value of ${listNames(variables.map(({ text }) => text))}`,
      ...placeOf(variables[0] ?? {}),
    });
    return undefined;
  }
  const keys = Array.from(sums, (_, group) => keyOf(groups.labelsOf(group)));
  return {
    variables,
    columns,
    totals: new Map(keys.map((key, group) => [key, sums[group]!])),
    total: sums.reduce((sum, value) => sum + value, 0),
  };
}

/** A relative difference that only rounding makes. */
const roundingOfTotals = 1e-9;

/** The same margins with the total of the first; a difference that is more than rounding is told. */
export function alignTotals(
  margins: readonly PopulationMargin[],
  sink: DiagnosticSink,
): readonly PopulationMargin[] {
  const total = margins[0]?.total ?? 0;
  return margins.map((margin) => {
    const factor = total / margin.total;
    if (Math.abs(factor - 1) > roundingOfTotals)
      sink.report({
        code: "margins-disagree",
        severity: "warning",
        message: `the margin \`${marginName(margin.variables)}\` adds up to another total than \`${marginName(margins[0]!.variables)}\``,
        expected: String(Number(total.toPrecision(10))),
        found: String(Number(margin.total.toPrecision(10))),
        help: "it is taken as shares of the first total",
        ...placeOf(margin.variables[0] ?? {}),
      });
    const totals = new Map([...margin.totals].map(([key, people]) => [key, people * factor]));
    return { ...margin, totals, total };
  });
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

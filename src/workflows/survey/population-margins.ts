/** Totals of a population by cell of a margin, from frames or from tables of totals. */
import {
  findColumn,
  groupRows,
  listNames,
  reportUnknownColumn,
  rowInWords,
} from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { placeOf, readSizesOrOnes } from "./read-sizes.js";
import type { ColumnName } from "./read-sizes.js";

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

/** People by labels of the variables, one a row without a weight; a cell of unknown labels with people in it is an error. */
export function populationMargin(
  tables: readonly DataFrame[],
  variables: readonly ColumnName[],
  weight: ColumnName | undefined,
  sink: DiagnosticSink,
): PopulationMargin | undefined {
  const table = tables.find((one) => variables.every(({ text }) => findColumn(one, text)));
  if (table === undefined) {
    reportNoTable(tables, variables, sink);
    return undefined;
  }
  const people = readSizesOrOnes(table, weight, { purpose: "the population" }, sink);
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

/** What is known of areas from elsewhere: a table of shares or counts, read and checked. */
import { findColumn, gradeColumn, listNames, numberLabel, rowInWords } from "../../data/index.js";
import { reportUnknownColumn, rowLocation } from "../../data/index.js";
import type { DataFrame, NumericColumn } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";

export interface KnownTotals {
  readonly frame: DataFrame;
  /** The column with the known shares or counts; when not given the only number that is no key. */
  readonly column?: string;
  readonly span?: Span;
}

export interface ReadTotals {
  readonly totals: KnownTotals;
  /** Columns that name the areas, in both tables. */
  readonly by: readonly string[];
  /** Shares where no value is above one, else numbers of people. */
  readonly unit: "share" | "count";
  /** By the labels of an area. */
  readonly valueOf: ReadonlyMap<string, { readonly value: number; readonly row: number }>;
}

export function areaKey(labels: readonly string[]): string {
  return JSON.stringify(labels);
}

function place({ span }: KnownTotals): { readonly span?: Span } {
  return span === undefined ? {} : { span };
}

function namedColumn(
  totals: KnownTotals,
  name: string,
  sink: DiagnosticSink,
): NumericColumn | undefined {
  const column = findColumn(totals.frame, name);
  if (column === undefined) {
    reportUnknownColumn(totals.frame, name, totals.span, sink);
    return undefined;
  }
  if (column.kind === "numeric") return column;
  sink.report({
    code: "not-a-number",
    severity: "error",
    message: `the known totals \`${name}\` of \`${totals.frame.name}\` are not a column of numbers`,
    ...place(totals),
  });
  return undefined;
}

/** The column with the totals when the program does not name it: numbers that the population lacks. */
function onlyColumn(
  totals: KnownTotals,
  population: DataFrame,
  sink: DiagnosticSink,
): NumericColumn | undefined {
  const { frame } = totals;
  const numbers = frame.columns.filter(
    (column): column is NumericColumn =>
      column.kind === "numeric" && findColumn(population, column.name) === undefined,
  );
  const [only] = numbers;
  if (only !== undefined && numbers.length === 1) return only;
  sink.report({
    code: "unknown-column",
    severity: "error",
    message: `\`${frame.name}\` does not say which column holds the known totals`,
    expected: "one numeric column that the population does not have",
    found: numbers.length === 0 ? "none" : listNames(numbers.map(({ name }) => name)),
    help: "name it: poststratify(..., calibrate = totals, known = column)",
    ...place(totals),
  });
  return undefined;
}

function indexValues(
  totals: KnownTotals,
  by: readonly string[],
  { values }: NumericColumn,
  sink: DiagnosticSink,
): ReadTotals["valueOf"] | undefined {
  const keys = by.map((name) => gradeColumn(findColumn(totals.frame, name)!));
  const valueOf = new Map<string, { value: number; row: number }>();
  for (const [row, value] of values.entries()) {
    const labels = keys.map((key) => key.labels[key.codes[row]!]);
    if (Number.isNaN(value) || !labels.every((label) => label !== undefined)) continue;
    const key = areaKey(labels);
    if (valueOf.has(key)) {
      sink.report({
        code: "key-not-unique",
        severity: "error",
        message: `\`${totals.frame.name}\` has several totals for ${by.length === 0 ? "the whole population" : `the area ${labels.join(", ")}`}`,
        found: rowInWords(totals.frame, row),
        ...(by.length === 0 && {
          expected: "a column that names the areas, as the population has it",
        }),
        ...place(totals),
        ...rowLocation(totals.frame, row),
      });
      return undefined;
    }
    valueOf.set(key, { value, row });
  }
  return valueOf;
}

/**
 * Totals by the columns that both tables have; without any, one total of the whole population.
 * A missing total is an unknown one. Undefined after a report.
 */
export function readTotals(
  totals: KnownTotals,
  population: DataFrame,
  weight: string,
  sink: DiagnosticSink,
): ReadTotals | undefined {
  const { column: name } = totals;
  const column =
    name === undefined ? onlyColumn(totals, population, sink) : namedColumn(totals, name, sink);
  if (column === undefined) return undefined;
  const by = totals.frame.columns
    .map((one) => one.name)
    .filter((one) => one !== column.name && one !== weight && findColumn(population, one));
  const valueOf = indexValues(totals, by, column, sink);
  if (valueOf === undefined) return undefined;
  const shares = [...valueOf.values()].every(({ value }) => value <= 1);
  return { totals, by, unit: shares ? "share" : "count", valueOf };
}

/** Why a share or a count cannot be the total of an area of so many people, in words; else undefined. */
export function impossibility(
  value: number,
  unit: ReadTotals["unit"],
  population: number,
): string | undefined {
  const whole = unit === "share" ? 1 : population;
  if (value > 0 && value < whole) return undefined;
  const size = unit === "share" ? "" : ` of ${numberLabel(population)} people`;
  if (value <= 0) return `nobody${size} cannot be reached by a shift of probabilities`;
  return value === whole
    ? `everybody${size} cannot be reached by a shift of probabilities`
    : `that is more than the area's ${numberLabel(population)} people`;
}

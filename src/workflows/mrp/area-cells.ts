/** Cells of a poststratification frame with people in them, sorted so that what is summed together is together. */
import {
  countOf,
  findColumn,
  groupRows,
  listNames,
  numberLabel,
  reportUnknownColumn,
} from "../../data/index.js";
import { rowInWords, rowLocation, selectRows } from "../../data/index.js";
import type { Column, DataFrame, RowGroups } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { addMargins } from "./margins.js";

/** Areas of one grouping, each a sum of strata. */
export interface CellGrouping {
  readonly by: readonly string[];
  /** Labels of every area with people, one per column of `by`, in level order. */
  readonly areas: readonly (readonly string[])[];
  readonly population: Float64Array;
  /** The area of each stratum. */
  readonly areaOf: Int32Array;
  /** Share of each stratum in its area's population; sums to one over an area. */
  readonly weights: Float64Array;
}

/** Strata are the crossing of all columns that are grouped by: every area of every grouping is a sum of them. */
export interface AreaCells {
  /** Only cells with a positive population, stratum by stratum. */
  readonly frame: DataFrame;
  /** Cells of stratum s are the rows `starts[s]` up to `starts[s + 1]`. */
  readonly starts: Int32Array;
  /** Share of each cell in its stratum's population; sums to one over a stratum. */
  readonly shares: Float64Array;
  readonly cellPopulation: Float64Array;
  readonly groupings: readonly CellGrouping[];
  /** Of the question's `known`; the cells of its areas are neighbours. */
  readonly known?: CellGrouping;
}

export interface FrameQuestion {
  readonly by: readonly string[];
  readonly weight: string;
  readonly span?: Span;
}

export interface GroupedQuestion extends FrameQuestion {
  /** Columns of each grouping, all of them among `by`; none for the whole population. */
  readonly groupings: readonly (readonly string[])[];
  readonly margins: boolean;
  /** Columns of a grouping by which the strata are sorted first; it is not among the answers. */
  readonly known?: readonly string[] | undefined;
}

interface Asking extends FrameQuestion {
  readonly frame: DataFrame;
  readonly sink: DiagnosticSink;
}

/** How many cells with an impossible population are reported one by one. */
const shownCells = 5;

function place({ span }: FrameQuestion): { readonly span?: Span } {
  return span === undefined ? {} : { span };
}

function reportBadPopulation(asking: Asking, values: Float64Array): boolean {
  const { frame, sink, weight } = asking;
  const rows: number[] = [];
  values.forEach((value, row) => {
    if (!(value >= 0 && value < Infinity)) rows.push(row);
  });
  rows.slice(0, shownCells).forEach((row, position) => {
    const hidden = position === shownCells - 1 ? rows.length - shownCells : 0;
    const value = values[row]!;
    sink.report({
      code: "bad-population",
      severity: "error",
      message:
        `the population \`${weight}\` of the cell in ${rowInWords(frame, row)} is ` +
        (Number.isNaN(value) ? "missing" : "not a count") +
        (hidden > 0 ? `, and so is that of ${countOf(hidden, "more cell")}` : ""),
      expected: "zero or a positive number, fractions allowed",
      found: Number.isNaN(value) ? "NA" : numberLabel(value),
      ...place(asking),
      ...rowLocation(frame, row),
    });
  });
  return rows.length > 0;
}

/** The population of every cell, or undefined after a report. */
export function readPopulation(asking: Asking): Float64Array | undefined {
  const { frame, weight, span, sink } = asking;
  const column = findColumn(frame, weight);
  if (column === undefined) {
    reportUnknownColumn(frame, weight, span, sink);
    return undefined;
  }
  if (column.kind !== "numeric") {
    sink.report({
      code: "not-a-number",
      severity: "error",
      message: `the population \`${weight}\` is not a column of numbers`,
      expected: "the number of people in each cell",
      found: column.kind === "factor" ? "a factor" : "text",
      ...place(asking),
    });
    return undefined;
  }
  if (reportBadPopulation(asking, column.values)) return undefined;
  if (column.values.some((value) => value > 0)) return column.values;
  sink.report({
    code: "bad-population",
    severity: "error",
    message: `no cell of \`${frame.name}\` has any population`,
    ...place(asking),
  });
  return undefined;
}

function readKeys(asking: Asking): readonly Column[] | undefined {
  const { frame, by, span, sink } = asking;
  const keys = by.map(
    (name) => findColumn(frame, name) ?? reportUnknownColumn(frame, name, span, sink),
  );
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/** People whose area is unknown can be put nowhere. */
function checkAreasKnown(asking: Asking, groups: RowGroups, population: Float64Array): boolean {
  const row = groups.index.findIndex((group, cell) => group < 0 && population[cell]! > 0);
  if (row < 0) return true;
  asking.sink.report({
    code: "missing-in-frame",
    severity: "error",
    message: `the cell in ${rowInWords(asking.frame, row)} has people but no value of ${listNames(asking.by)}`,
    expected: "an area for every cell with a population",
    ...place(asking),
    ...rowLocation(asking.frame, row),
  });
  return false;
}

function noteEmptyCells(asking: Asking, population: Float64Array): void {
  const { frame, sink } = asking;
  const empty = population.reduce((count, value) => count + Number(value === 0), 0);
  if (empty === 0) return;
  sink.report({
    code: "cells-without-population",
    severity: "note",
    message: `${countOf(empty, "cell")} of \`${frame.name}\` ${empty === 1 ? "has" : "have"} no population`,
    ...place(asking),
  });
}

/** Rows with people, stratum by stratum and in the frame's order within one. */
function sortCells(
  strata: RowGroups,
  population: Float64Array,
): { rows: Int32Array; starts: Int32Array } {
  const sizes = new Int32Array(strata.count + 1);
  strata.index.forEach((stratum, row) => {
    if (stratum >= 0 && population[row]! > 0) sizes[stratum + 1]!++;
  });
  for (let stratum = 0; stratum < strata.count; stratum++) sizes[stratum + 1]! += sizes[stratum]!;
  const rows = new Int32Array(sizes[strata.count]!);
  const next = sizes.slice();
  strata.index.forEach((stratum, row) => {
    if (stratum >= 0 && population[row]! > 0) rows[next[stratum]!++] = row;
  });
  const kept = Array.from({ length: strata.count }, (_, stratum) => stratum).filter(
    (stratum) => sizes[stratum + 1]! > sizes[stratum]!,
  );
  const starts = Int32Array.from([...kept.map((stratum) => sizes[stratum]!), rows.length]);
  return { rows, starts };
}

interface Strata {
  readonly frame: DataFrame;
  readonly cellPopulation: Float64Array;
  readonly starts: Int32Array;
  readonly totals: Float64Array;
}

/** The areas of some of the columns; they must be constant within strata. */
function groupStrata({ frame, starts, totals }: Strata, by: readonly string[]): CellGrouping {
  const groups = groupRows(
    frame,
    by.map((name) => findColumn(frame, name)!),
  );
  const areaOf = Int32Array.from(totals, (_, stratum) => groups.index[starts[stratum]!]!);
  const population = new Float64Array(groups.count);
  totals.forEach((total, stratum) => (population[areaOf[stratum]!]! += total));
  return {
    by,
    areas: Array.from(population, (_, area) => groups.labelsOf(area)),
    population,
    areaOf,
    weights: totals.map((total, stratum) => total / population[areaOf[stratum]!]!),
  };
}

function warnOfDeserted(asking: Asking, grouping: CellGrouping): void {
  const { frame, sink } = asking;
  const keys = grouping.by.map((name) => findColumn(frame, name)!);
  const groups = groupRows(frame, keys);
  if (groups.count === grouping.areas.length) return;
  const alive = new Set(grouping.areas.map((labels) => JSON.stringify(labels)));
  const deserted = Array.from({ length: groups.count }, (_, area) => groups.labelsOf(area)).filter(
    (labels) => !alive.has(JSON.stringify(labels)),
  );
  sink.report({
    code: "area-without-population",
    severity: "warning",
    message:
      `${countOf(deserted.length, "area")} of \`${frame.name}\` without any population ` +
      `${deserted.length === 1 ? "has" : "have"} no estimate: ` +
      listNames(deserted.map((labels) => labels.join(", "))),
    ...place(asking),
  });
}

function sortIntoStrata(asking: Asking, population: Float64Array, groups: RowGroups): Strata {
  const { rows, starts } = sortCells(groups, population);
  const cellPopulation = Float64Array.from(rows, (row) => population[row]!);
  const totals = Float64Array.from({ length: starts.length - 1 }, (_, stratum) =>
    cellPopulation
      .subarray(starts[stratum], starts[stratum + 1])
      .reduce((sum, value) => sum + value, 0),
  );
  return {
    frame: selectRows(asking.frame, rows, asking.frame.name),
    cellPopulation,
    starts,
    totals,
  };
}

/**
 * Reads the population, sorts the cells into strata, the question's first columns slowest, and drops
 * what has no people, with a note. With `margins` every grouping of fewer columns follows its own.
 */
export function arrangeCells(
  frame: DataFrame,
  question: GroupedQuestion,
  sink: DiagnosticSink,
): AreaCells | undefined {
  const asking: Asking = { ...question, frame, sink };
  const population = readPopulation(asking);
  const keys = readKeys(asking);
  if (population === undefined || keys === undefined) return undefined;
  const groups = groupRows(frame, keys);
  if (!checkAreasKnown(asking, groups, population)) return undefined;
  noteEmptyCells(asking, population);
  const strata = sortIntoStrata(asking, population, groups);
  const asked = question.groupings.map((by) => groupStrata(strata, by));
  for (const grouping of asked) warnOfDeserted(asking, grouping);
  const { starts, totals, cellPopulation } = strata;
  const shares = new Float64Array(cellPopulation.length);
  totals.forEach((total, stratum) => {
    for (let cell = starts[stratum]!; cell < starts[stratum + 1]!; cell++)
      shares[cell] = cellPopulation[cell]! / total;
  });
  const group = (by: readonly string[]): CellGrouping => groupStrata(strata, by);
  return {
    frame: strata.frame,
    starts,
    shares,
    cellPopulation,
    groupings: question.margins ? addMargins(asked, group) : asked,
    ...(question.known && { known: group(question.known) }),
  };
}

/** Cells of a poststratification frame with people in them, sorted so that an area's cells are neighbours. */
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

export interface AreaCells {
  /** Only cells with a positive population, area by area. */
  readonly frame: DataFrame;
  readonly areas: readonly (readonly string[])[];
  /** Cells of area a are the rows `starts[a]` up to `starts[a + 1]`. */
  readonly starts: Int32Array;
  /** Share of each cell in its area's population; sums to one over an area. */
  readonly shares: Float64Array;
  readonly population: Float64Array;
}

export interface FrameQuestion {
  readonly by: readonly string[];
  readonly weight: string;
  readonly span?: Span;
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

function totalPopulation(groups: RowGroups, population: Float64Array): Float64Array {
  const totals = new Float64Array(groups.count);
  groups.index.forEach((group, row) => {
    if (group >= 0) totals[group]! += population[row]!;
  });
  return totals;
}

function noteEmpty(
  asking: Asking,
  groups: RowGroups,
  population: Float64Array,
  totals: Float64Array,
): void {
  const { frame, sink } = asking;
  const empty = population.reduce((count, value) => count + Number(value === 0), 0);
  const deserted = Array.from(totals.keys()).filter((area) => totals[area] === 0);
  if (empty > 0) {
    sink.report({
      code: "cells-without-population",
      severity: "note",
      message: `${countOf(empty, "cell")} of \`${frame.name}\` ${empty === 1 ? "has" : "have"} no population`,
      ...place(asking),
    });
  }
  if (deserted.length === 0) return;
  sink.report({
    code: "area-without-population",
    severity: "warning",
    message:
      `${countOf(deserted.length, "area")} of \`${frame.name}\` without any population ` +
      `${deserted.length === 1 ? "has" : "have"} no estimate: ` +
      listNames(deserted.map((area) => groups.labelsOf(area).join(", "))),
    ...place(asking),
  });
}

/** Rows with people, area by area and in the frame's order within an area. */
function sortCells(
  groups: RowGroups,
  population: Float64Array,
): { rows: Int32Array; starts: Int32Array } {
  const sizes = new Int32Array(groups.count + 1);
  groups.index.forEach((group, row) => {
    if (group >= 0 && population[row]! > 0) sizes[group + 1]!++;
  });
  for (let area = 0; area < groups.count; area++) sizes[area + 1]! += sizes[area]!;
  const rows = new Int32Array(sizes[groups.count]!);
  const next = sizes.slice();
  groups.index.forEach((group, row) => {
    if (group >= 0 && population[row]! > 0) rows[next[group]!++] = row;
  });
  return { rows, starts: sizes };
}

/** Reads the population, sorts the cells by area and drops what has no people, with a note. */
export function arrangeCells(
  frame: DataFrame,
  question: FrameQuestion,
  sink: DiagnosticSink,
): AreaCells | undefined {
  const asking: Asking = { ...question, frame, sink };
  const population = readPopulation(asking);
  const keys = readKeys(asking);
  if (population === undefined || keys === undefined) return undefined;
  const groups = groupRows(frame, keys);
  if (!checkAreasKnown(asking, groups, population)) return undefined;
  const totals = totalPopulation(groups, population);
  noteEmpty(asking, groups, population, totals);
  const { rows, starts } = sortCells(groups, population);
  const kept = Array.from(totals.keys()).filter((area) => totals[area]! > 0);
  return {
    frame: selectRows(frame, rows, frame.name),
    areas: kept.map((area) => groups.labelsOf(area)),
    starts: Int32Array.from([...kept.map((area) => starts[area]!), rows.length]),
    shares: Float64Array.from(rows, (row) => population[row]! / totals[groups.index[row]!]!),
    population: Float64Array.from(kept, (area) => totals[area]!),
  };
}

/** Rows of an answer put together: equal rows are predicted once, rows of one average are neighbours. */
import { countOf, findColumn, groupRows, listNames, selectRows } from "../../data/index.js";
import { rowInWords, rowLocation } from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { readPopulation } from "../mrp/area-cells.js";
import type { Asking, Place } from "./question.js";

export interface MergedRows {
  /** What is predicted for, target by target. */
  readonly frame: DataFrame;
  /** Target t takes the rows `starts[t]` up to `starts[t + 1]`. */
  readonly starts: Int32Array;
  /** What each row counts in its target; sums to one over a target. */
  readonly shares: Float64Array;
  /** For each answer: its target, and a row of the given frame that shows it. */
  readonly targets: Int32Array;
  readonly examples: Int32Array;
  /** Rows of the given frame that averages are over. */
  readonly averaged: number;
}

interface Merging {
  readonly frame: DataFrame;
  /** Columns that predictions depend on. */
  readonly keys: readonly Column[];
  readonly by: readonly Column[];
  readonly weights: Float64Array | undefined;
}

/** A column that tells every row from every other. */
function rowNumbers({ rowCount }: DataFrame): Column {
  const values = Float64Array.from({ length: rowCount }, (_, row) => row);
  return { kind: "numeric", name: "row", values };
}

/** Every answer a target of its own, with the rows that are equal to it. */
function mergeAlone({ frame, keys }: Merging): MergedRows {
  const { index, firstRows, count } = groupRows(frame, keys);
  return {
    frame: selectRows(frame, firstRows, frame.name),
    starts: Int32Array.from({ length: count + 1 }, (_, target) => target),
    shares: new Float64Array(count).fill(1),
    targets: index,
    examples: Int32Array.from({ length: frame.rowCount }, (_, row) => row),
    averaged: 0,
  };
}

/** Groups of rows by `by` and then by `keys`: those of one target are neighbours. */
function mergeAveraged({ frame, keys, by, weights }: Merging): MergedRows {
  const targets = groupRows(frame, by);
  const cells = groupRows(frame, [...by, ...keys]);
  const targetOfCell = Int32Array.from(cells.firstRows, (row) => targets.index[row]!);
  const total = new Float64Array(targets.count);
  const sizes = new Float64Array(cells.count);
  cells.index.forEach((cell, row) => {
    const weight = weights?.[row] ?? 1;
    sizes[cell]! += weight;
    total[targets.index[row]!]! += weight;
  });
  const starts = new Int32Array(targets.count + 1);
  for (const target of targetOfCell) starts[target + 1]!++;
  for (let target = 0; target < targets.count; target++) starts[target + 1]! += starts[target]!;
  return {
    frame: selectRows(frame, cells.firstRows, frame.name),
    starts,
    shares: sizes.map((size, cell) => size / total[targetOfCell[cell]!]!),
    targets: Int32Array.from({ length: targets.count }, (_, target) => target),
    examples: targets.firstRows,
    averaged: frame.rowCount,
  };
}

function columnsOf(frame: DataFrame, names: Iterable<string>): Column[] {
  return [...new Set(names)].flatMap((name) => findColumn(frame, name) ?? []);
}

/** Rows whose group is missing can be averaged nowhere. */
function checkGroupsKnown(
  frame: DataFrame,
  by: readonly Column[],
  { span }: Place,
  sink: DiagnosticSink,
): boolean {
  const { index } = groupRows(frame, by);
  const row = index.indexOf(-1);
  if (row < 0) return true;
  const count = index.filter((group) => group < 0).length;
  sink.report({
    code: "missing-in-frame",
    severity: "error",
    message:
      `${countOf(count, "row")} of \`${frame.name}\`, the first in ${rowInWords(frame, row)}, ` +
      `${count === 1 ? "has" : "have"} no value of ${listNames(by.map(({ name }) => name))}`,
    expected: "a value of every column that is averaged by",
    ...(span !== undefined && { span }),
    ...rowLocation(frame, row),
  });
  return false;
}

function hasMissing(column: Column): boolean {
  if (column.kind === "factor") return column.codes.includes(-1);
  if (column.kind === "numeric") return column.values.some((value) => Number.isNaN(value));
  return column.values.includes(undefined);
}

/** Missing values are for the design to report: rows that have some stay as they are. */
function keysOf(frame: DataFrame, names: readonly string[], apart: boolean): readonly Column[] {
  const keys = columnsOf(frame, names);
  return apart || keys.some(hasMissing) ? [rowNumbers(frame)] : keys;
}

function byNames({ averageBy }: Asking): readonly string[] {
  return averageBy === undefined || averageBy === "all" ? [] : averageBy.map(({ name }) => name);
}

/** Without rows that weigh nothing. */
function dropWeightless(
  frame: DataFrame,
  weights: Float64Array,
): { readonly frame: DataFrame; readonly weights: Float64Array } {
  if (weights.every((weight) => weight > 0)) return { frame, weights };
  const kept = Int32Array.from(weights.keys()).filter((row) => weights[row]! > 0);
  return {
    frame: selectRows(frame, kept, frame.name),
    weights: weights.filter((weight) => weight > 0),
  };
}

export interface MergedAnswer {
  readonly merged: MergedRows;
  /** The frame that `examples` point into. */
  readonly frame: DataFrame;
}

/**
 * Merges the rows of `given` that are equal in every one of `keys`; with an average, those of one
 * group of the average only. New responses of equal rows differ, so that averages of these take every
 * row by itself. Undefined after a report.
 */
export function mergeRows(
  asking: Asking,
  given: DataFrame,
  keyNames: readonly string[],
  sink: DiagnosticSink,
): MergedAnswer | undefined {
  const { averageBy, weight, scale } = asking;
  if (averageBy === undefined) {
    const keys = keysOf(given, keyNames, false);
    return { merged: mergeAlone({ frame: given, keys, by: [], weights: undefined }), frame: given };
  }
  const question = weight && { by: [], weight: weight.name, frame: given, sink };
  const population =
    question && readPopulation({ ...question, ...(weight.span && { span: weight.span }) });
  if (weight && population === undefined) return undefined;
  const weighed = population ? dropWeightless(given, population) : { frame: given };
  const { frame } = weighed;
  const weights = "weights" in weighed ? weighed.weights : undefined;
  const by = columnsOf(frame, byNames(asking));
  if (!checkGroupsKnown(frame, by, asking, sink)) return undefined;
  const keys = keysOf(frame, keyNames, scale === "predictive");
  return { merged: mergeAveraged({ frame, keys, by, weights }), frame };
}

/** Rows with the same predictors become one row of A; equal responses on them one observation. */
import {
  groupRows,
  firstRows,
  likelihoods,
  type LikelihoodName,
  type RowCodes,
  type Statistics,
} from "../../graph/index.js";
import type { SparseRows } from "../../target/index.js";
import type { PredictorField } from "./predictor-columns.js";

/** Each row on its own. */
function identity(rowCount: number): RowCodes {
  return { codes: Int32Array.from({ length: rowCount }, (_, i) => i), count: rowCount };
}

/** Beyond this share of distinct rows the search for equal ones stops. */
const worthwhileShare = 0.95;

export function distinctRows(
  keys: readonly (Float64Array | Int32Array)[],
  rowCount: number,
): RowCodes {
  const limit = Math.floor(worthwhileShare * rowCount);
  return (rowCount > 1 ? groupRows(keys, rowCount, limit) : undefined) ?? identity(rowCount);
}

export function keysOf(
  fields: readonly PredictorField[],
  more: readonly (Float64Array | Int32Array | undefined)[],
): readonly (Float64Array | Int32Array)[] {
  const keys = new Set<Float64Array | Int32Array>();
  for (const { index, values } of fields) {
    if (index) keys.add(index);
    if (values) keys.add(values);
  }
  for (const key of more) if (key) keys.add(key);
  return [...keys];
}

export function rowsOfFields(
  fields: readonly PredictorField[],
  rows: Int32Array,
  columnCount: number,
): SparseRows {
  const rowStart = new Int32Array(rows.length + 1);
  const column = new Int32Array(rows.length * fields.length);
  const value = new Float64Array(column.length);
  let end = 0;
  for (let r = 0; r < rows.length; r++) {
    const i = rows[r]!;
    for (const { index, start, stride, values } of fields) {
      const entry = values ? values[i]! : 1;
      if (entry === 0) continue;
      column[end] = start + (index ? stride * index[i]! : 0);
      value[end++] = entry;
    }
    rowStart[r + 1] = end;
  }
  return {
    rowCount: rows.length,
    columnCount,
    rowStart,
    column: column.slice(0, end),
    value: value.slice(0, end),
  };
}

/** A loop, since `from` with a function takes ten times as long. */
export function pickRows(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
  return picked;
}

export interface MergedRows {
  readonly predictor: SparseRows;
  readonly offset: Float64Array;
  readonly statistics: Statistics;
  /** What merging adds to the log likelihood. */
  readonly constant: number;
  /** The merged row of every row of the data. */
  readonly rowOf: RowCodes;
}

export interface DataRows {
  readonly rowCount: number;
  /** Of binomial responses. */
  readonly trials: Float64Array | undefined;
  readonly fields: readonly PredictorField[];
  readonly offset: Float64Array | undefined;
  readonly family: LikelihoodName;
  readonly statistics: Statistics;
}

interface KeptRows {
  readonly rowOf: RowCodes;
  readonly first: Int32Array;
}

/**
 * Rows without trials say nothing, whatever their predictor is: they are handed to the first row that says
 * something, and what only they have of predictors disappears.
 */
function dropSilent(rowOf: RowCodes, trials: Float64Array | undefined): KeptRows {
  const first = firstRows(rowOf);
  if (!trials) return { rowOf, first };
  const speaks = new Uint8Array(rowOf.count);
  for (let i = 0; i < trials.length; i++) if (trials[i] !== 0) speaks[rowOf.codes[i]!] = 1;
  const kept = first.filter((_, code) => speaks[code] === 1);
  if (kept.length === 0 || kept.length === rowOf.count) return { rowOf, first };
  const renamed = new Int32Array(rowOf.count);
  let count = 0;
  for (let code = 0; code < renamed.length; code++) if (speaks[code] === 1) renamed[code] = count++;
  return { rowOf: { codes: rowOf.codes.map((code) => renamed[code]!), count }, first: kept };
}

/** Fields ascend in their latents, so the columns of each row ascend too. */
export function mergeLatentRows(data: DataRows, columnCount: number): MergedRows {
  const { rowCount, trials, fields, offset, family, statistics } = data;
  const likelihood = likelihoods[family];
  const own = likelihood.mergeKeys.map((position) => statistics[position]!);
  const { rowOf, first } = dropSilent(
    distinctRows(keysOf(fields, [offset, ...own]), rowCount),
    trials,
  );
  const merged = likelihood.merge(statistics, rowOf.codes, rowOf.count);
  return {
    predictor: rowsOfFields(fields, first, columnCount),
    offset: offset ? pickRows(offset, first) : new Float64Array(first.length),
    ...merged,
    rowOf,
  };
}

export interface ObservationRows {
  readonly codes: RowCodes;
  readonly first: Int32Array;
  readonly multiplicity: Float64Array;
}

/** Observations that agree in row and in everything that their log density depends on. */
export function countObservations(
  rowOf: RowCodes,
  keys: readonly (Float64Array | undefined)[],
): ObservationRows {
  const codes = distinctRows(
    [rowOf.codes, ...keys.filter((key) => key !== undefined)],
    rowOf.codes.length,
  );
  const multiplicity = new Float64Array(codes.count);
  for (const code of codes.codes) multiplicity[code]! += 1;
  return { codes, first: firstRows(codes), multiplicity };
}

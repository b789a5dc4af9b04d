/** The predictor's matrix by units: the latents that meet in each, and their columns on the unit's rows. */
import type { SparseRows } from "../../../target/index.js";
import type { SymmetricPattern } from "../../../math/sparse/index.js";

/** Columns of one unit; rows are the unit's own, its members' for one outcome after the other. */
export interface UnitColumns {
  /** Ascending. */
  readonly latents: Int32Array;
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
  /** Largest entry of each column in absolute value. */
  readonly largest: Float64Array;
}

/** Rows of unit u among those of all units: `predictors` stretches of its members. */
function rowsOfUnit(start: Int32Array, u: number, predictors: number): Int32Array {
  const [members, from, size] = [start.at(-1)!, start[u]!, start[u + 1]! - start[u]!];
  return Int32Array.from(
    { length: predictors * size },
    (_, i) => Math.floor(i / size) * members + from + (i % size),
  );
}

function columnsOf(matrix: SparseRows, rows: Int32Array): UnitColumns {
  const { rowStart, column, value } = matrix;
  const entries = new Map<number, { rows: number[]; values: number[] }>();
  rows.forEach((row, own) => {
    for (let e = rowStart[row]!; e < rowStart[row + 1]!; e++) {
      let known = entries.get(column[e]!);
      if (!known) entries.set(column[e]!, (known = { rows: [], values: [] }));
      known.rows.push(own);
      known.values.push(value[e]!);
    }
  });
  const latents = Int32Array.from(entries.keys()).sort();
  const sorted = Array.from(latents, (latent) => entries.get(latent)!);
  const start = new Int32Array(latents.length + 1);
  sorted.forEach(({ rows: own }, j) => (start[j + 1] = start[j]! + own.length));
  return {
    latents,
    start,
    row: Int32Array.from(sorted.flatMap((one) => one.rows)),
    value: Float64Array.from(sorted.flatMap((one) => one.values)),
    largest: Float64Array.from(sorted, (one) =>
      one.values.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0),
    ),
  };
}

export function unitColumns(
  matrix: SparseRows,
  start: Int32Array,
  predictors: number,
): readonly UnitColumns[] {
  return Array.from({ length: start.length - 1 }, (_, u) =>
    columnsOf(matrix, rowsOfUnit(start, u, predictors)),
  );
}

export interface UnitPattern {
  readonly pattern: SymmetricPattern;
  /** For each unit the slots of its latents' pairs: lower triangle, row by row. */
  readonly slots: readonly Int32Array[];
}

/** Pairs of latents that meet in a unit, and the diagonal. */
export function unitPattern(units: readonly UnitColumns[], size: number): UnitPattern {
  const below = Array.from({ length: size }, (_, j) => new Set([j]));
  for (const { latents } of units)
    for (let i = 0; i < latents.length; i++)
      for (let j = 0; j <= i; j++) below[latents[j]!]!.add(latents[i]!);
  const columnStart = new Int32Array(size + 1);
  const columns = below.map((rows) => Int32Array.from(rows).sort());
  columns.forEach((rows, j) => (columnStart[j + 1] = columnStart[j]! + rows.length));
  const rowIndex = new Int32Array(columnStart[size]!);
  columns.forEach((rows, j) => rowIndex.set(rows, columnStart[j]));
  const place = columns.map(
    (rows, j) => new Map(Array.from(rows, (row, at) => [row, columnStart[j]! + at])),
  );
  const slots = units.map(({ latents }) => {
    const own = new Int32Array((latents.length * (latents.length + 1)) / 2);
    let at = 0;
    for (let i = 0; i < latents.length; i++)
      for (let j = 0; j <= i; j++) own[at++] = place[latents[j]!]!.get(latents[i]!)!;
    return own;
  });
  return { pattern: { size, columnStart, rowIndex }, slots };
}

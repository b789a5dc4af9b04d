/** Rows of a network in memory that all threads read. */
import type { NetworkRows, PredictedRows } from "../networks/index.js";

function share<Numbers extends Float32Array | Uint8Array | Uint16Array | Int32Array>(
  numbers: Numbers,
): Numbers {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const Kind = numbers.constructor as new (buffer: SharedArrayBuffer) => Numbers;
  const shared = new Kind(new SharedArrayBuffer(numbers.byteLength));
  shared.set(numbers);
  return shared;
}

export function shareColumns({ rows, categories, numeric }: PredictedRows): PredictedRows {
  return {
    rows,
    categories: categories.map((column) => ({ ...column, codes: share(column.codes) })),
    numeric: numeric.map((column) => ({ ...column, values: share(column.values) })),
  };
}

export function shareRows(rows: NetworkRows): NetworkRows {
  const { unitStart, weights } = rows;
  return {
    ...shareColumns(rows),
    unitStart: share(unitStart),
    ...(weights && { weights: share(weights) }),
  };
}

/** Rows picked out of arrays with one entry per observation. */

export function selectNumbers(values: Float64Array, rows: Int32Array): Float64Array {
  const selected = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) selected[i] = values[rows[i]!]!;
  return selected;
}

export function selectIndices(values: Int32Array, rows: Int32Array): Int32Array {
  const selected = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) selected[i] = values[rows[i]!]!;
  return selected;
}

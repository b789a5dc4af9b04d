/** Sparse matrices by rows. */

/** The columns of a row ascend. */
export interface RowMatrix {
  readonly rowCount: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

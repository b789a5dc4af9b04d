/** Two views of the buffer on which kernels and their twins work. */
export interface Memory {
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
}

/** Where derivatives of the rows of a likelihood are written. */

/** Arrays with one entry a row. */
export interface CurvatureBuffers {
  readonly value: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly third: Float64Array;
  /** By auxiliary parameter, on its natural scale: its derivatives of value, first and second. */
  readonly auxiliary: readonly {
    readonly value: Float64Array;
    readonly first: Float64Array;
    readonly second: Float64Array;
  }[];
}

/**
 * What is wanted: the value; the slopes alone; value and derivatives to the second or third order, where
 * `third` brings those of the auxiliary parameters. What is not wanted may be written all the same.
 */
export type CurvatureOrder = "value" | "slopes" | "second" | "third";

export function curvatureBuffers(rowCount: number, auxiliaryCount: number): CurvatureBuffers {
  const zeros = (): Float64Array => new Float64Array(rowCount);
  return {
    value: zeros(),
    first: zeros(),
    second: zeros(),
    third: zeros(),
    auxiliary: Array.from({ length: auxiliaryCount }, () => ({
      value: zeros(),
      first: zeros(),
      second: zeros(),
    })),
  };
}

/** Where derivatives of the rows of a likelihood are written. */

import type { RowDerivatives } from "../../target/index.js";

/** The auxiliary parameters are on their natural scale. */
export interface CurvatureBuffers extends RowDerivatives {
  readonly value: Float64Array;
}

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

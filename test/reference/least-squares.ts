/** The exact posterior of a Gaussian linear model with flat priors on coefficients and sigma. */
import { inverse, Matrix } from "ml-matrix";
import type { ModelSpec } from "../../src/model/model-spec.js";

export interface ExactMoments {
  readonly parameter: string;
  readonly mean: number;
  readonly sd: number;
}

/** Dense design matrix, intercept first. */
function designMatrix({ design }: ModelSpec): Matrix {
  const rows = design.response.values.length;
  const columns: ArrayLike<number>[] = [new Float64Array(rows).fill(1)];
  for (const { columns: block, columnNames } of design.predictor.common) {
    columnNames.forEach((_, j) =>
      columns.push(
        block.kind === "dense"
          ? block.columns[j]!
          : Float64Array.from(block.index, (k) => block.patterns[k * columnNames.length + j]!),
      ),
    );
  }
  return new Matrix(columns.map((column) => Array.from(column))).transpose();
}

/**
 * Coefficients are least squares. sigma^2 | y is inverse gamma with shape (n - p - 1) / 2 and rate
 * RSS / 2 when the prior is flat on sigma, so Cov(beta) = RSS / (n - p - 3) (X'X)^-1.
 */
export function leastSquares(spec: ModelSpec): readonly ExactMoments[] {
  const X = designMatrix(spec);
  const y = Matrix.columnVector(Array.from(spec.design.response.values));
  const scale = X.transpose().mmul(X).diag().map(Math.sqrt);
  const scaled = X.clone().divRowVector(scale);
  const crossInverse = inverse(scaled.transpose().mmul(scaled));
  const beta = crossInverse.mmul(scaled.transpose().mmul(y));
  const residual = Matrix.sub(y, scaled.mmul(beta));
  const variance = residual.dot(residual) / (X.rows - X.columns - 3);
  const names = ["Intercept", ...spec.common.map(({ name }) => name)];
  return names.map((parameter, j) => ({
    parameter,
    mean: beta.get(j, 0) / scale[j]!,
    sd: Math.sqrt(variance * crossInverse.get(j, j)) / scale[j]!,
  }));
}

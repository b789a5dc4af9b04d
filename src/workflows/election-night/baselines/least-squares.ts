/**
 * Least squares by the pseudo-inverse, with a test of the rank: X = Q R with as many rows of R as X has independent
 * columns, β̂ = R⁺ Qᵀ y with R⁺ = Rᵀ (R Rᵀ)⁻¹, the shortest of all solutions. (XᵀX)⁻¹Xᵀ is the pseudo-inverse at
 * full column rank only, which shares that sum to one beside an intercept do not have.
 */
import { cholesky, innerProduct, orthonormalise, solveCholesky } from "../../../math/index.js";
import { studentQuantile } from "../quantiles.js";

export interface LeastSquares {
  readonly coefficients: Float64Array;
  readonly rank: number;
  readonly degrees: number;
  /** Residual standard deviation. */
  readonly sigma: number;
  readonly residuals: Float64Array;
  /** R⁺, a row for each coefficient. */
  readonly inverse: readonly Float64Array[];
  /** R, a row for each independent column. */
  readonly root: readonly Float64Array[];
}

/** A column with less than this share of its length outside the earlier ones depends on them. */
const leastShare = 1e-7;

function pseudoInverse(root: readonly Float64Array[], width: number): Float64Array[] {
  const rank = root.length;
  const square = Float64Array.from({ length: rank * rank }, (_, place) =>
    innerProduct(root[Math.floor(place / rank)]!, root[place % rank]!),
  );
  const factor = cholesky(square, rank);
  if (factor === undefined) throw new Error("independent columns have a singular factor");
  return Array.from({ length: width }, (_, column) => {
    const row = Float64Array.from(root, (line) => line[column]!);
    solveCholesky(factor, rank, row);
    return row;
  });
}

export function fitLeastSquares(columns: readonly Float64Array[], y: Float64Array): LeastSquares {
  const { q, r: root } = orthonormalise(columns, leastShare);
  const scores = Float64Array.from(q, (column) => innerProduct(column, y));
  const inverse = pseudoInverse(root, columns.length);
  const residuals = y.map((value, i) =>
    q.reduce((rest, column, k) => rest - scores[k]! * column[i]!, value),
  );
  const degrees = y.length - q.length;
  return {
    coefficients: Float64Array.from(inverse, (row) => innerProduct(row, scores)),
    rank: q.length,
    degrees,
    sigma: Math.sqrt(innerProduct(residuals, residuals) / degrees),
    residuals,
    inverse,
    root,
  };
}

/** x R⁺: the covariance of two predicted means is σ² times the product of these. */
export function leverageRow({ inverse, rank }: LeastSquares, row: Float64Array): Float64Array {
  const result = new Float64Array(rank);
  inverse.forEach((line, column) => {
    for (let k = 0; k < rank; k++) result[k]! += row[column]! * line[k]!;
  });
  return result;
}

/** Whether the data say anything of this row: x R⁺ R = x. */
export function isEstimable(fit: LeastSquares, row: Float64Array): boolean {
  const lever = leverageRow(fit, row);
  const size = Math.sqrt(innerProduct(row, row));
  return row.every((value, column) => {
    const back = fit.root.reduce((sum, line, k) => sum + lever[k]! * line[column]!, 0);
    return Math.abs(back - value) <= 1e-6 * size;
  });
}

export interface PredictedRow {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Prediction intervals of new units one by one: t with the residual's degrees of freedom. */
export function predictRows(
  fit: LeastSquares,
  rows: readonly Float64Array[],
  level: number,
): PredictedRow[] {
  const quantile = studentQuantile(0.5 + 0.5 * level, fit.degrees);
  return rows.map((row) => {
    const mean = innerProduct(row, fit.coefficients);
    const lever = leverageRow(fit, row);
    const half = quantile * fit.sigma * Math.sqrt(1 + innerProduct(lever, lever));
    return { mean, low: mean - half, high: mean + half };
  });
}

/** X₀ Var(β̂) X₀ᵀ of new units jointly, row-major: what they share besides the covariance of their own errors. */
export function meanCovariance(fit: LeastSquares, rows: readonly Float64Array[]): Float64Array {
  const n = rows.length;
  const levers = rows.map((row) => leverageRow(fit, row));
  const variance = fit.sigma * fit.sigma;
  return Float64Array.from({ length: n * n }, (_, place) => {
    return variance * innerProduct(levers[Math.floor(place / n)]!, levers[place % n]!);
  });
}

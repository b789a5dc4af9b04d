/** How well linear models of few respondents predict the one left out, from the hat matrix. */
import { symmetricEigen } from "../../../math/index.js";

export interface Features {
  /** Row-major, respondents × columns; without a column of ones. */
  readonly values: ArrayLike<number>;
  readonly columns: number;
}

/** Eigenvalues of XᵀX below this part of the largest are directions that X does not have. */
const negligible = 1e-11;

function centre({ values, columns }: Features): Float64Array {
  const centred = Float64Array.from(values);
  const rows = values.length / columns;
  for (let k = 0; k < columns; k++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += values[i * columns + k]!;
    for (let i = 0; i < rows; i++) centred[i * columns + k]! -= sum / rows;
  }
  return centred;
}

function crossProduct(x: Float64Array, columns: number): Float64Array {
  const product = new Float64Array(columns * columns);
  for (let row = 0; row < x.length; row += columns) {
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < columns; k++) product[j * columns + k]! += x[row + j]! * x[row + k]!;
    }
  }
  return product;
}

/** Scaled scores u with H = 1 1ᵀ / n + Σ_k u_k u_kᵀ, one array a direction. */
function scores(features: Features, ridge: number): Float64Array[] {
  const { columns } = features;
  const x = centre(features);
  const { values, vectors } = symmetricEigen(crossProduct(x, columns), columns);
  const least = negligible * Math.max(...values);
  const directions = [...values.keys()].filter((k) => values[k]! > least);
  return directions.map((k) => {
    const scale = 1 / Math.sqrt(values[k]! + ridge);
    return new Float64Array(x.length / columns).map((_, i) => {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += x[i * columns + j]! * vectors[j * columns + k]!;
      return scale * sum;
    });
  });
}

/**
 * 1 - Σ e_(i)² / Σ (y_i - mean of the others)², e_(i) = e_i / (1 - h_ii); NaN where a respondent alone
 * determines a coefficient (h_ii = 1) or all answers are equal.
 */
function rSquared(answers: ArrayLike<number>, directions: readonly Float64Array[]): number {
  const y = Float64Array.from(answers);
  const n = y.length;
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  const loadings = directions.map((u) => u.reduce((sum, score, i) => sum + score * y[i]!, 0));
  let unexplained = 0;
  let total = 0;
  y.forEach((value, i) => {
    const fitted = directions.reduce((sum, u, k) => sum + u[i]! * loadings[k]!, mean);
    const leverage = directions.reduce((sum, u) => sum + u[i]! * u[i]!, 1 / n);
    const error = 1 - leverage > 1e-9 ? (value - fitted) / (1 - leverage) : NaN;
    const deviation = ((value - mean) * n) / (n - 1);
    unexplained += error * error;
    total += deviation * deviation;
  });
  return total > 0 ? 1 - unexplained / total : NaN;
}

/**
 * Leave-one-out R² of linear models with a free intercept and, on the coefficients, the penalty `ridge` Σ β²; 0 for
 * least squares. Columns are taken as they are scaled. One value a question.
 */
export function leaveOneOutRSquaredEach(
  features: Features,
  questions: readonly ArrayLike<number>[],
  ridge: number,
): readonly number[] {
  const directions = scores(features, ridge);
  return questions.map((answers) => rSquared(answers, directions));
}

/** The mean over questions. */
export function leaveOneOutRSquared(
  features: Features,
  questions: readonly ArrayLike<number>[],
  ridge: number,
): number {
  const each = leaveOneOutRSquaredEach(features, questions, ridge);
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

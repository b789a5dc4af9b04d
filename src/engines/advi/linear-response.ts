/** How the optimal means answer to a change of the density: covariances that independent normals lack (Giordano et al. 2018). */
import { cholesky, innerProduct, solveCholesky } from "../../math/index.js";
import type { MeanFieldCurvature } from "./mean-field-curvature.js";

export interface LinearResponse {
  /** The block of the means in the inverse of the Hessian, row-major. */
  readonly covariance: Float64Array;
  /** The means' part of H⁻¹ g, and ½ gᵀ H⁻¹ g, for a gradient g over (m, ω). */
  readonly answer: (gradient: Float64Array) => {
    readonly means: Float64Array;
    readonly gain: number;
  };
}

function times(matrix: Float64Array, n: number, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: n }, (_, i) =>
    innerProduct(matrix.subarray(i * n, (i + 1) * n), vector),
  );
}

function transposed(matrix: Float64Array, n: number): Float64Array {
  return matrix.map((_, at) => matrix[(at % n) * n + Math.floor(at / n)]!);
}

/** A − B C⁻¹ Bᵀ with the factor of C. */
function schurComplement(
  { means, mixed }: MeanFieldCurvature,
  factor: Float64Array,
  n: number,
): Float64Array {
  const complement = means.slice();
  for (let j = 0; j < n; j++) {
    const column = mixed.slice(j * n, (j + 1) * n);
    solveCholesky(factor, n, column);
    for (let i = 0; i < n; i++)
      complement[i * n + j]! -= innerProduct(mixed.subarray(i * n, (i + 1) * n), column);
  }
  return complement;
}

function inverseOf(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const column = inverse.subarray(j * n, (j + 1) * n);
    column[j] = 1;
    solveCholesky(factor, n, column);
  }
  return inverse;
}

/** Undefined where the Hessian is not positive definite: the optimum is none. */
export function linearResponse(
  curvature: MeanFieldCurvature,
  n: number,
): LinearResponse | undefined {
  const logSds = cholesky(curvature.logSds, n);
  if (logSds === undefined) return undefined;
  const complement = cholesky(schurComplement(curvature, logSds, n), n);
  if (complement === undefined) return undefined;
  const covariance = inverseOf(complement, n);
  const mixedTransposed = transposed(curvature.mixed, n);
  return {
    covariance,
    answer(gradient) {
      const [ofMeans, ofLogSds] = [gradient.subarray(0, n), gradient.slice(n)];
      solveCholesky(logSds, n, ofLogSds);
      const carried = times(curvature.mixed, n, ofLogSds);
      const means = times(
        covariance,
        n,
        ofMeans.map((value, i) => value - carried[i]!),
      );
      const back = times(mixedTransposed, n, means);
      solveCholesky(logSds, n, back);
      const rest = ofLogSds.map((value, i) => value - back[i]!);
      const gain = 0.5 * (innerProduct(ofMeans, means) + innerProduct(gradient.subarray(n), rest));
      return { means, gain };
    },
  };
}

/**
 * Gaussian log likelihood with identity link from sufficient statistics. With coefficients b,
 * d = b − centre and total weight W, the weighted residual squares about any centre are
 * SSR − 2 dᵀr + dᵀ G d, where G = XᵀWX, r = XᵀW(y − X centre) and SSR = Σ w (y − X centre)²;
 * the centre is close to least squares, so nothing large cancels (never y'y − 2b'X'y + b'X'Xb).
 * Inputs: b (all coefficients in one vector), sigma (scalar).
 */
import type { Op } from "../op.js";

export interface GaussianSufficientAttributes {
  /** Row-major, symmetric. */
  readonly gram: Float64Array;
  readonly centre: Float64Array;
  readonly residualGradient: Float64Array;
  /** Includes the squares within merged rows. */
  readonly residualSquares: number;
  readonly weight: number;
  readonly constant: number;
  /** Rows that the statistics stand for, for printing. */
  readonly rowCount: number;
}

export const gaussianSufficient: Op<GaussianSufficientAttributes> = {
  shape([b, sigma], { centre }) {
    if (b!.size !== centre.length || sigma!.size !== 1) {
      throw new Error(`gaussian_sufficient: ${b!.size} coefficients, ${centre.length} columns`);
    }
    return { size: 1, rows: false };
  },
  bind({ value, adjoint, inputs: [b, sigma] }, attributes, math) {
    const { gram, centre, residualGradient, residualSquares, weight, constant } = attributes;
    const size = centre.length;
    const deviation = new Float64Array(size);
    const half = new Float64Array(size);
    let squares = 0;
    return {
      forward(): void {
        for (let j = 0; j < size; j++) deviation[j] = b!.value[j]! - centre[j]!;
        squares = residualSquares;
        for (let j = 0; j < size; j++) {
          let product = 0;
          for (let k = 0, at = j * size; k < size; k++, at++) product += gram[at]! * deviation[k]!;
          half[j] = product - residualGradient[j]!;
          squares += deviation[j]! * (product - 2 * residualGradient[j]!);
        }
        const s = sigma!.value[0]!;
        value[0] = constant - weight * math.log(s) - (0.5 * squares) / (s * s);
      },
      backward(): void {
        const s = sigma!.value[0]!;
        const scale = adjoint[0]! / (s * s);
        for (let j = 0; j < size; j++) b!.adjoint[j]! -= scale * half[j]!;
        sigma!.adjoint[0]! += (scale * squares - adjoint[0]! * weight) / s;
      },
    };
  },
  describe: ({ centre, rowCount }) => `${rowCount} rows in ${centre.length} coefficients`,
};

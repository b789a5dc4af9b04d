/**
 * Cholesky factor of a correlation matrix from canonical partial correlations z = tanh(y), as in
 * Lewandowski, Kurowicka and Joe (2009) and the Stan reference manual, section 10.12:
 * L[i,j] = z[i,j] Π_{m<j} √(1 − z[i,m]²), L[i,i] = Π_{m<i} √(1 − z[i,m]²).
 * Input: y row by row, (1,0), (2,0), (2,1), …; value: the k × k factor, row-major.
 */
import type { BoundOp, Op, OpBuffers } from "../op.js";
import type { Elementary } from "../../math/index.js";

export interface CorrelationAttributes {
  /** Number of correlated effects, at least 2. */
  readonly size: number;
}

/** Entries below the diagonal of a k × k matrix. */
export function pairCount(k: number): number {
  return (k * (k - 1)) / 2;
}

/** 1 / cosh(y) without overflow. */
function sech(y: number, math: Elementary): number {
  const e = math.exp(-Math.abs(y));
  return (2 * e) / (1 + e * e);
}

function bindFactor(buffers: OpBuffers, k: number, math: Elementary): BoundOp {
  const { value, adjoint } = buffers;
  const { value: y, adjoint: dy } = buffers.inputs[0]!;
  const tanhs = new Float64Array(y.length);
  const roots = new Float64Array(y.length);
  return {
    forward(): void {
      value.fill(0);
      value[0] = 1;
      for (let i = 1, at = 0; i < k; i++) {
        let product = 1;
        for (let j = 0; j < i; j++, at++) {
          tanhs[at] = math.tanh(y[at]!);
          roots[at] = sech(y[at]!, math);
          value[i * k + j] = tanhs[at]! * product;
          product *= roots[at]!;
        }
        value[i * k + i] = product;
      }
    },
    backward(): void {
      for (let i = 1; i < k; i++) {
        const first = pairCount(i);
        let later = adjoint[i * k + i]! * value[i * k + i]!;
        for (let j = i - 1; j >= 0; j--) {
          const at = first + j;
          const before = precedingProduct(roots, first, j);
          const direct = adjoint[i * k + j]! * roots[at]! * roots[at]! * before;
          dy[at]! += direct - tanhs[at]! * later;
          later += adjoint[i * k + j]! * value[i * k + j]!;
        }
      }
    },
  };
}

function precedingProduct(roots: Float64Array, first: number, count: number): number {
  let product = 1;
  for (let m = 0; m < count; m++) product *= roots[first + m]!;
  return product;
}

export const correlationCholesky: Op<CorrelationAttributes> = {
  shape([y], { size }) {
    if (y!.size !== pairCount(size))
      throw new Error(`correlation_cholesky: ${y!.size} for ${size}`);
    return { size: size * size, rows: false };
  },
  bind: (buffers, { size }, math) => bindFactor(buffers, size, math),
  describe: ({ size }) => `${size} × ${size}`,
};

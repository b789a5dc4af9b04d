/** Gauss-Hermite quadrature for expectations over a standard normal. */
import { symmetricEigen } from "./symmetric-eigen.js";

export interface Quadrature {
  /** Ascending and symmetric around zero. */
  readonly nodes: Float64Array;
  /** Sum to one. */
  readonly weights: Float64Array;
}

/** Orthonormal Hermite polynomials He_k / √k! at x: the last two, and Σ of squares below degree n. */
function hermite(x: number, n: number): { last: number; before: number; squares: number } {
  let before = 0;
  let last = 1;
  let squares = 0;
  for (let k = 0; k < n; k++) {
    squares += last * last;
    const next = (x * last - Math.sqrt(k) * before) / Math.sqrt(k + 1);
    before = last;
    last = next;
  }
  return { last, before, squares };
}

/**
 * Nodes are eigenvalues of the Jacobi matrix with √k beside the diagonal (Golub & Welsch 1969), polished by
 * Newton's method; a weight is 1 / Σ_{k<n} p_k(x)² over the orthonormal polynomials.
 */
export function gaussHermite(n: number): Quadrature {
  const jacobi = new Float64Array(n * n);
  for (let k = 1; k < n; k++) jacobi[k * n + k - 1] = jacobi[(k - 1) * n + k] = Math.sqrt(k);
  const nodes = symmetricEigen(jacobi, n).values.sort();
  for (let i = 0; i < n; i++)
    for (let step = 0; step < 3; step++) {
      const { last, before } = hermite(nodes[i]!, n);
      nodes[i]! -= last / (Math.sqrt(n) * before);
    }
  for (let i = 0; i < n >> 1; i++) {
    const half = (nodes[n - 1 - i]! - nodes[i]!) / 2;
    nodes[i] = -half;
    nodes[n - 1 - i] = half;
  }
  if (n % 2 === 1) nodes[n >> 1] = 0;
  const weights = nodes.map((x) => 1 / hermite(x, n).squares);
  return { nodes, weights };
}

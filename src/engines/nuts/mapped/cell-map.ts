/** Latents mapped cell by cell, and what that adds to slopes in the entries of the prior's precision. */
import { deterministic } from "../../../math/index.js";
import { openTriangle, type DenseTriangle } from "../../../math/sparse/index.js";
import type { LatentCell } from "./latent-map.js";

export interface CellWorkspace {
  /** Writes x at the cell's latents; returns −log |L|, NaN where H is not positive definite. */
  place(precision: Float64Array, v: Float64Array, x: Float64Array): number;
  /** After `place`: writes the slopes in v, and adds to those in the entries of the precision. */
  pull(ofX: Float64Array, ofV: Float64Array, ofPrecision: Float64Array): void;
}

/** into = M b for a lower triangle M. */
function applyLower(m: Float64Array, b: Float64Array, into: Float64Array): void {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += m[i * n + j]! * b[j]!;
    into[i] = sum;
  }
}

/** into = Mᵀ b. */
function applyTransposed(m: Float64Array, b: Float64Array, into: Float64Array): void {
  const n = b.length;
  into.fill(0);
  for (let i = 0; i < n; i++) {
    const value = b[i]!;
    for (let j = 0; j <= i; j++) into[j]! += m[i * n + j]! * value;
  }
}

/** One for each size, as cells take turns. */
export function openTriangles(): (size: number) => DenseTriangle {
  const known = new Map<number, DenseTriangle>();
  return (size) => {
    const triangle = known.get(size) ?? openTriangle(size);
    known.set(size, triangle);
    return triangle;
  };
}

/** With l the i-th column of L⁻¹: b_r = Σ_{c < r} l_c a_c + ½ l_r a_r, row-major by i. */
function writeHalfSums(inverse: Float64Array, a: Float64Array, halfSums: Float64Array): void {
  const n = a.length;
  for (let i = 0; i < n; i++) {
    let before = 0;
    for (let r = i; r < n; r++) {
      const along = inverse[r * n + i]! * a[r]!;
      halfSums[i * n + r] = before + 0.5 * along;
      before += along;
    }
  }
}

export function openCell(
  { latents, information, pull, slots }: LatentCell,
  triangle: DenseTriangle,
): CellWorkspace {
  const n = latents.length;
  const inverse = new Float64Array(n * n);
  const halfSums = new Float64Array(n * n);
  const vector = (): Float64Array => new Float64Array(n);
  const [own, centre, forward, solved, pulled, slopes] = [
    vector(),
    vector(),
    vector(),
    vector(),
    vector(),
    vector(),
  ];
  const pairs = Int32Array.from(slots, (_, at) => at).filter(
    (at) => slots[at]! >= 0 && at % n <= Math.floor(at / n),
  );
  /**
   * The slope of x, L⁻ᵀ v and −log |L| in a symmetric pair of entries i, j of H, y = H⁻¹ g, u = H⁻¹ h:
   * −(y_i u_j + y_j u_i) − Σ v_r (l^i_r b^j_r + l^j_r b^i_r) − Σ l^i_r l^j_r, and half of it where i = j.
   */
  const slopeAt = (i: number, j: number): number => {
    let sum = solved[i]! * centre[j]! + solved[j]! * centre[i]!;
    for (let r = i; r < n; r++) {
      const [li, lj] = [inverse[r * n + i]!, inverse[r * n + j]!];
      sum += own[r]! * (li * halfSums[j * n + r]! + lj * halfSums[i * n + r]!) + li * lj;
    }
    return i === j ? -0.5 * sum : -sum;
  };
  return {
    place(precision, v, x) {
      const { matrix } = triangle;
      matrix.set(information);
      for (let at = 0; at < slots.length; at++)
        if (slots[at]! >= 0) matrix[at]! += precision[slots[at]!]!;
      if (!triangle.factorise()) return NaN;
      let logDeterminant = 0;
      for (let i = 0; i < n; i++) logDeterminant += deterministic.log(matrix[i * n + i]!);
      triangle.invert();
      inverse.set(triangle.inverse);
      applyLower(inverse, pull, forward);
      applyTransposed(inverse, forward, centre);
      for (let i = 0; i < n; i++) {
        own[i] = v[latents[i]!]!;
        forward[i]! += own[i]!;
      }
      applyTransposed(inverse, forward, slopes);
      for (let i = 0; i < n; i++) x[latents[i]!] = slopes[i]!;
      return -logDeterminant;
    },
    pull(ofX, ofV, ofPrecision) {
      for (let i = 0; i < n; i++) slopes[i] = ofX[latents[i]!]!;
      applyLower(inverse, slopes, pulled);
      applyTransposed(inverse, pulled, solved);
      for (let i = 0; i < n; i++) ofV[latents[i]!] = pulled[i]!;
      writeHalfSums(inverse, pulled, halfSums);
      for (const at of pairs) ofPrecision[slots[at]!]! += slopeAt(Math.floor(at / n), at % n);
    },
  };
}

/**
 * Factors of singular precision matrices R whose null space is known. With U an orthonormal basis of the
 * null space and as many nodes pinned as it has dimensions, R without their rows and columns is positive
 * definite, G (its inverse, zero at the pinned nodes) is a generalised inverse of R, and with
 * Π = I − U Uᵀ the pseudo-inverse is R⁺ = Π G Π (Rue & Held 2005, chapter 3).
 */
import { log } from "../logarithm.js";
import { openFactor, type SparseFactor } from "./sparse-factor.js";
import { analysePattern } from "./symbolic-factor.js";
import { principalSubmatrix, type SymmetricMatrix } from "./symmetric-matrix.js";

/** One connected part of a null space: directions that live on the same nodes. */
export interface NullSpace {
  /** Orthonormal, each of the length of the matrix. */
  readonly directions: readonly Float64Array[];
  /** One node for each direction, such that the directions are independent on them. */
  readonly pinned: readonly number[];
}

export interface IntrinsicFactor {
  readonly size: number;
  readonly rank: number;
  /** log of the product of the non-zero eigenvalues of R. */
  logDeterminant(): number;
  /** The diagonal of R⁺. */
  variances(): Float64Array;
  /** For z ~ N(0, I) of length `rank` a draw from N(0, R⁺). */
  root(z: Float64Array, into: Float64Array): void;
  /** The transpose of `root`: overwrites `x`, and writes `rank` numbers. */
  rootTransposed(x: Float64Array, into: Float64Array): void;
}

/** Π x, in place. */
function project(nullSpaces: readonly NullSpace[], x: Float64Array): void {
  for (const { directions } of nullSpaces)
    for (const u of directions) {
      let along = 0;
      for (let i = 0; i < x.length; i++) along += u[i]! * x[i]!;
      for (let i = 0; i < x.length; i++) x[i]! -= along * u[i]!;
    }
}

/** log |det U[pinned]|, for one or two directions. */
function logPinned({ directions, pinned }: NullSpace): number {
  const [u, v] = directions;
  const [p, q] = pinned;
  const determinant = v ? u![p!]! * v[q!]! - u![q!]! * v[p!]! : u![p!]!;
  return log(Math.abs(determinant));
}

/** diag(Π G Π) = G_ii − 2 Σ_u u_i (G u)_i + Σ_uv u_i v_i (uᵀ G v). */
function projectedDiagonal(
  diagonal: Float64Array,
  directions: readonly Float64Array[],
  applied: readonly Float64Array[],
): Float64Array {
  const variances = diagonal.slice();
  directions.forEach((u, a) => {
    const gu = applied[a]!;
    for (let i = 0; i < variances.length; i++) variances[i]! -= 2 * u[i]! * gu[i]!;
    for (const v of directions) {
      let form = 0;
      for (let i = 0; i < v.length; i++) form += v[i]! * gu[i]!;
      if (form !== 0)
        for (let i = 0; i < variances.length; i++) variances[i]! += form * u[i]! * v[i]!;
    }
  });
  return variances;
}

/** Positions without the pinned ones. */
function keptNodes(size: number, nullSpaces: readonly NullSpace[]): Int32Array {
  const pinned = new Set(nullSpaces.flatMap(({ pinned: own }) => own));
  return Int32Array.from({ length: size }, (_, i) => i).filter((i) => !pinned.has(i));
}

function measureVariances(
  factor: SparseFactor,
  { pattern }: SymmetricMatrix,
  kept: Int32Array,
  size: number,
  nullSpaces: readonly NullSpace[],
): Float64Array {
  const entries = new Float64Array(pattern.rowIndex.length);
  factor.selectedInverse(entries);
  const diagonal = new Float64Array(size);
  kept.forEach((node, k) => (diagonal[node] = entries[pattern.columnStart[k]!]!));
  const directions = nullSpaces.flatMap((space) => space.directions);
  const applied = directions.map((u) => {
    const solved = Float64Array.from(kept, (node) => u[node]!);
    factor.solve(solved);
    const whole = new Float64Array(size);
    kept.forEach((node, k) => (whole[node] = solved[k]!));
    return whole;
  });
  return projectedDiagonal(diagonal, directions, applied);
}

/** Throws where R has directions of no curvature besides the given ones. */
export function openIntrinsicFactor(
  matrix: SymmetricMatrix,
  nullSpaces: readonly NullSpace[],
): IntrinsicFactor {
  const { size } = matrix.pattern;
  const kept = keptNodes(size, nullSpaces);
  const proper = principalSubmatrix(matrix, kept);
  const factor = openFactor(analysePattern(proper.pattern));
  if (kept.length > 0 && !factor.factorise(proper.values))
    throw new Error("the structure matrix is not positive definite off its null space");
  const scratch = new Float64Array(kept.length);
  return {
    size,
    rank: kept.length,
    logDeterminant: () =>
      nullSpaces.reduce((total, space) => total - 2 * logPinned(space), factor.logDeterminant()),
    variances: () => measureVariances(factor, proper, kept, size, nullSpaces),
    root(z, into) {
      scratch.set(z);
      factor.solveTransposed(scratch);
      into.fill(0);
      for (let k = 0; k < kept.length; k++) into[kept[k]!] = scratch[k]!;
      project(nullSpaces, into);
    },
    rootTransposed(x, into) {
      project(nullSpaces, x);
      for (let k = 0; k < kept.length; k++) into[k] = x[kept[k]!]!;
      factor.solveForward(into);
    },
  };
}

/** Latents mapped together by a precision that follows the scales, and what that adds to gradients. */
import { deterministic } from "../../../math/index.js";
import type { JointMap } from "./coordinate-map.js";

const { exp, log } = deterministic;

export interface JointWorkspace {
  /** Writes x at the map's latents; returns −log |L|, NaN where H is not positive definite. */
  place(theta: Float64Array, v: Float64Array, x: Float64Array): number;
  /** After `place`: writes the slopes in v, and adds to those in theta. */
  pull(
    theta: Float64Array,
    v: Float64Array,
    ofX: Float64Array,
    ofV: Float64Array,
    ofTheta: Float64Array,
  ): void;
}

/** L in place of the lower triangle of H; false when H is not positive definite. */
function factorise(h: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let sum = h[row + j]!;
      for (let k = 0; k < j; k++) sum -= h[row + k]! * h[other + k]!;
      if (i !== j) h[row + j] = sum / h[other + j]!;
      else if (sum > 0) h[row + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** L⁻¹, lower and row-major. */
function invertFactor(factor: Float64Array, n: number, inverse: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    const diagonal = 1 / factor[row + i]!;
    for (let j = 0; j < i; j++) inverse[row + j] = 0;
    for (let k = 0; k < i; k++) {
      const weight = factor[row + k]!;
      const other = k * n;
      for (let j = 0; j <= k; j++) inverse[row + j]! -= weight * inverse[other + j]!;
    }
    for (let j = 0; j < i; j++) inverse[row + j]! *= diagonal;
    inverse[row + i] = diagonal;
  }
}

interface JointSlopes {
  /** L⁻¹. */
  readonly inverse: Float64Array;
  /** v. */
  readonly own: Float64Array;
  /** a = L⁻¹ g. */
  readonly pulled: Float64Array;
  /** H⁻¹ g. */
  readonly solved: Float64Array;
  /** H⁻¹ h. */
  readonly centre: Float64Array;
}

/**
 * With l the i-th column of L⁻¹, the slope of x, of L⁻ᵀ v and of −log |L| in the i-th entry of D:
 * −(H⁻¹ g)_i (H⁻¹ h)_i − Σ_{r > c} v_r l_r l_c a_c − ½ Σ v_r l_r² a_r − ½ Σ l_r².
 */
function addScaleSlopes(
  { scales }: JointMap,
  { inverse, own, pulled, solved, centre }: JointSlopes,
  theta: Float64Array,
  ofTheta: Float64Array,
): void {
  const n = scales.length;
  for (let i = 0; i < n; i++) {
    if (scales[i]! < 0) continue;
    let before = 0;
    let crossed = 0;
    let squares = 0;
    for (let r = i; r < n; r++) {
      const l = inverse[r * n + i]!;
      const along = l * pulled[r]!;
      const mixed = own[r]! * l;
      crossed += mixed * (before + 0.5 * along);
      before += along;
      squares += l * l;
    }
    const slope = -2 * exp(-2 * theta[scales[i]!]!);
    ofTheta[scales[i]!]! -= slope * (solved[i]! * centre[i]! + crossed + 0.5 * squares);
  }
}

export function openJointMap(map: JointMap): JointWorkspace {
  const { latents, information, pull, precision, scales } = map;
  const n = latents.length;
  const factor = new Float64Array(n * n);
  const inverse = new Float64Array(n * n);
  const centre = new Float64Array(n);
  const forward = new Float64Array(n);
  const slopes = new Float64Array(n);
  const own = new Float64Array(n);
  const pulled = new Float64Array(n);
  /** into = L⁻¹ b. */
  const applyInverse = (b: Float64Array, into: Float64Array): void => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += inverse[i * n + j]! * b[j]!;
      into[i] = sum;
    }
  };
  /** into = L⁻ᵀ b. */
  const applyTransposed = (b: Float64Array, into: Float64Array): void => {
    into.fill(0);
    for (let i = 0; i < n; i++) {
      const value = b[i]!;
      for (let j = 0; j <= i; j++) into[j]! += inverse[i * n + j]! * value;
    }
  };
  return {
    place(theta, v, x) {
      factor.set(information);
      for (let i = 0; i < n; i++)
        factor[i * n + i]! += scales[i]! < 0 ? precision[i]! : exp(-2 * theta[scales[i]!]!);
      if (!factorise(factor, n)) return NaN;
      invertFactor(factor, n, inverse);
      applyInverse(pull, forward);
      applyTransposed(forward, centre);
      let logDeterminant = 0;
      for (let i = 0; i < n; i++) {
        own[i] = v[latents[i]!]!;
        forward[i]! += own[i]!;
        logDeterminant += log(factor[i * n + i]!);
      }
      applyTransposed(forward, slopes);
      for (let i = 0; i < n; i++) x[latents[i]!] = slopes[i]!;
      return -logDeterminant;
    },
    pull(theta, _v, ofX, ofV, ofTheta) {
      for (let i = 0; i < n; i++) slopes[i] = ofX[latents[i]!]!;
      applyInverse(slopes, pulled);
      applyTransposed(pulled, slopes);
      for (let i = 0; i < n; i++) ofV[latents[i]!] = pulled[i]!;
      addScaleSlopes(map, { inverse, own, pulled, solved: slopes, centre }, theta, ofTheta);
    },
  };
}

/** Latents mapped together by a precision that follows the scales, and what that adds to gradients. */
import { deterministic } from "../../../math/index.js";
import { openTriangle } from "../../../math/sparse/index.js";
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
  const triangle = openTriangle(n);
  const { matrix, inverse } = triangle;
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
      let logDeterminant = 0;
      matrix.set(information);
      for (let i = 0; i < n; i++)
        matrix[i * n + i]! += scales[i]! < 0 ? precision[i]! : exp(-2 * theta[scales[i]!]!);
      if (!triangle.factorise()) return NaN;
      for (let i = 0; i < n; i++) logDeterminant += log(matrix[i * n + i]!);
      triangle.invert();
      applyInverse(pull, forward);
      applyTransposed(forward, centre);
      for (let i = 0; i < n; i++) {
        own[i] = v[latents[i]!]!;
        forward[i]! += own[i]!;
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

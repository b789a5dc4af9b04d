/** The maps of latents as they are at the mode, and what they make of its curvature and slopes. */
import type { JointMap, LevelMap } from "../../engines/nuts/index.js";
import { deterministic } from "../../math/index.js";
import type { SymmetricMatrix } from "../../math/sparse/index.js";
import { denseOf, generalInverse, inverseOf, lowerOf } from "./dense-algebra.js";
import type { LaplaceMode } from "./laplace-mode.js";
import type { ScaledBlock } from "./scaled-blocks.js";

const { exp } = deterministic;

/** Marginal information of each level: 1 / variance without what the prior says. */
export function levelMap({ scale, start, count }: ScaledBlock, at: LaplaceMode): LevelMap {
  const prior = exp(-2 * at.theta[scale]!);
  const information = Float64Array.from({ length: count }, (_, j) =>
    Math.max(0, 1 / at.variance[start + j]! - prior),
  );
  const centre = information.map((own, j) =>
    own > 0 ? at.mode[start + j]! * (1 + prior / own) : 0,
  );
  return { scale, start, information, centre };
}

/** Undefined where the covariance of the latents cannot be inverted. */
export function jointMap(
  blocks: readonly ScaledBlock[],
  commonStart: number,
  at: LaplaceMode,
): JointMap | undefined {
  const common = at.mode.length - commonStart;
  const latents = Int32Array.from([
    ...blocks.flatMap(({ start, count }) => Array.from({ length: count }, (_, j) => start + j)),
    ...Array.from({ length: common }, (_, j) => commonStart + j),
  ]);
  const n = latents.length;
  const scales = Int32Array.from([
    ...blocks.flatMap(({ scale, count }) => new Array<number>(count).fill(scale)),
    ...new Array<number>(common).fill(-1),
  ]);
  const information = inverseOf(at.covarianceOf(latents), n);
  if (!information) return undefined;
  // What does not move with the scales stays in C, so that D is zero there.
  const pull = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) pull[i]! += information[i * n + j]! * at.mode[latents[j]!]!;
  for (let i = 0; i < n; i++)
    if (scales[i]! >= 0) information[i * n + i]! -= exp(-2 * at.theta[scales[i]!]!);
  return { latents, information, pull, precision: new Float64Array(n), scales };
}

/** T at the mode, dx = T dv: L⁻ᵀ for joint latents, τ for levels, 1 for others; as dense columns of the joint part. */
export interface ModeMap {
  readonly scales: Float64Array;
  /** L⁻ᵀ, row-major over the joint latents. */
  readonly joint: Float64Array | undefined;
}

export function mapAtMode(
  levels: readonly LevelMap[],
  joint: JointMap | undefined,
  at: LaplaceMode,
): ModeMap | undefined {
  const scales = new Float64Array(at.mode.length).fill(1);
  for (const { scale, start, information } of levels) {
    const variance = exp(2 * at.theta[scale]!);
    information.forEach((own, j) => {
      scales[start + j] = Math.sqrt(variance / (1 + variance * own));
    });
  }
  if (!joint) return { scales, joint: undefined };
  const n = joint.latents.length;
  const h = joint.information.slice();
  joint.scales.forEach((scale, i) => {
    h[i * n + i]! += scale < 0 ? joint.precision[i]! : exp(-2 * at.theta[scale]!);
  });
  const root = inverseRoot(h, n);
  return root && { scales, joint: root };
}

/** L⁻ᵀ of a positive definite matrix. */
export function inverseRoot(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      if (i === j && !(sum > 0)) return undefined;
      factor[i * n + j] = i === j ? Math.sqrt(sum) : sum / factor[j * n + j]!;
    }
  const inverse = generalInverse(factor, n);
  if (!inverse) return undefined;
  const transposed = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) transposed[i * n + j] = inverse[j * n + i]!;
  return transposed;
}

/** Tᵀ P T. */
export function mappedPrecision(
  at: LaplaceMode,
  map: ModeMap,
  joint: JointMap | undefined,
): SymmetricMatrix {
  const { pattern, values } = at.precision;
  const n = pattern.size;
  if (!joint || !map.joint) {
    const scaled = values.slice();
    for (let j = 0; j < n; j++)
      for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++)
        scaled[s]! *= map.scales[j]! * map.scales[pattern.rowIndex[s]!]!;
    return { pattern, values: scaled };
  }
  const dense = denseOf(at.precision);
  const whole = new Float64Array(n * n);
  for (let i = 0; i < n; i++) whole[i * n + i] = map.scales[i]!;
  const k = joint.latents.length;
  joint.latents.forEach((row, i) =>
    joint.latents.forEach((column, j) => (whole[row * n + column] = map.joint![i * k + j]!)),
  );
  const half = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let l = 0; l < n; l++) {
      const entry = dense[i * n + l]!;
      if (entry !== 0) for (let j = 0; j < n; j++) half[i * n + j]! += entry * whole[l * n + j]!;
    }
  const mapped = new Float64Array(n * n);
  for (let l = 0; l < n; l++)
    for (let i = 0; i < n; i++) {
      const entry = whole[l * n + i]!;
      if (entry !== 0) for (let j = 0; j <= i; j++) mapped[i * n + j]! += entry * half[l * n + j]!;
    }
  return lowerOf(mapped, n);
}

/** v at the mode: zero but where a level has no information, and common coefficients that stand alone. */
export function mappedMode(
  at: LaplaceMode,
  levels: readonly LevelMap[],
  joint: JointMap | undefined,
  map: ModeMap,
): Float64Array {
  const v = at.mode.slice();
  for (const { start, information } of levels)
    information.forEach((own, j) => {
      v[start + j] = own > 0 ? 0 : at.mode[start + j]! / map.scales[start + j]!;
    });
  if (joint) for (const latent of joint.latents) v[latent] = 0;
  return v;
}

/** How v must move with t_k so that x follows its conditional mode. */
export function mappedSlope(
  at: LaplaceMode,
  levels: readonly LevelMap[],
  joint: JointMap | undefined,
  map: ModeMap,
  mode: Float64Array,
  k: number,
): Float64Array {
  const slope = at.slopes[k]!.slice();
  for (const { scale, start, information, centre } of levels) {
    const variance = exp(2 * at.theta[scale]!);
    information.forEach((own, j) => {
      const rest = 1 / (1 + variance * own);
      const tau = map.scales[start + j]!;
      const moved =
        scale === k
          ? at.stretch[k]! *
            (2 * variance * own * rest * rest * centre[j]! + tau * rest * mode[start + j]!)
          : 0;
      slope[start + j] = (slope[start + j]! - moved) / tau;
    });
  }
  if (!joint || !map.joint) return slope;
  // x = H⁻¹ h moves by −H⁻¹ dH x, so v by Lᵀ (J + H⁻¹ dH x) = Lᵀ J + L⁻¹ dH x.
  const n = joint.latents.length;
  const direct = Float64Array.from(joint.latents, (latent) => slope[latent]!);
  const bent = Float64Array.from(joint.latents, (latent, i) =>
    joint.scales[i] === k ? -2 * at.stretch[k]! * exp(-2 * at.theta[k]!) * at.mode[latent]! : 0,
  );
  const forward = generalInverse(map.joint, n)!;
  joint.latents.forEach((latent, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++)
      sum += forward[i * n + j]! * direct[j]! + map.joint![j * n + i]! * bent[j]!;
    slope[latent] = sum;
  });
  return slope;
}

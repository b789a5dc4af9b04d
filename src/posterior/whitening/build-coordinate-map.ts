/**
 * From the Laplace fit of a model to coordinates in which its posterior is nearly standard normal
 * (docs/sampling.md): group effects are mapped by maps that follow their scales, level by level, or jointly
 * where several crossed terms have few levels; what is left is whitened by the joint precision at the mode.
 */
import {
  buildLatentPlan,
  openLatentGaussian,
  type CompiledModel,
  type LatentPlan,
} from "../../compiler/index.js";
import {
  fitLaplace,
  inProcessLaplaceRunner,
  openPointEvaluator,
  type LaplaceApproximation,
} from "../../engines/laplace/index.js";
import type {
  CoordinateMap,
  JointMap,
  LevelMap,
  StandardisedBlock,
} from "../../engines/nuts/index.js";
import { openEvaluator } from "../../kernels/index.js";
import { deterministic } from "../../math/index.js";
import type { SymmetricMatrix } from "../../math/sparse/index.js";
import { denseOf, generalInverse, inverseOf, lowerOf } from "./dense-algebra.js";
import { matchCoordinates } from "./match-coordinates.js";

const { exp } = deterministic;

/** Terms of at most so many levels are mapped together, where there are several. */
const fewLevels = 30;
const mostJoint = 150;

/** What is known at the mode of the hyperparameters. */
interface LaplaceMode {
  readonly plan: LatentPlan;
  readonly theta: Float64Array;
  readonly mode: Float64Array;
  readonly slopes: readonly Float64Array[];
  readonly precision: SymmetricMatrix;
  /** Marginal variances of the latents given theta. */
  readonly variance: Float64Array;
  /** The covariance itself, where latents are mapped together. */
  covarianceOf(latents: Int32Array): Float64Array;
  readonly axes: Float64Array;
}

async function findMode(plan: LatentPlan): Promise<LaplaceMode | undefined> {
  const target = openLatentGaussian(plan);
  const evaluator = openPointEvaluator(target);
  const runner = inProcessLaplaceRunner(evaluator, () => Promise.resolve());
  const start = { theta: target.start, latent: target.prior.mean };
  const settings = { integration: "eb", strategy: "gaussian", profiles: false } as const;
  const fit: LaplaceApproximation | undefined = await fitLaplace(
    runner,
    start,
    settings,
    () => undefined,
  );
  if (fit === undefined || !fit.optimum.converged) return undefined;
  const { theta, mode, variance } = fit.centre;
  const slopes = evaluator.modeSlopes(theta, mode);
  const { system } = evaluator.density.conditional;
  return {
    plan,
    theta,
    mode,
    slopes,
    precision: system.matrix(),
    variance,
    axes: fit.coordinates.axes,
    covarianceOf(latents) {
      const n = latents.length;
      const covariance = new Float64Array(n * n);
      const column = new Float64Array(mode.length);
      latents.forEach((latent, j) => {
        column.fill(0);
        column[latent] = 1;
        system.solve(column);
        latents.forEach((other, i) => (covariance[i * n + j] = column[other]!));
      });
      return covariance;
    },
  };
}

interface ScaledBlock {
  readonly scale: number;
  readonly start: number;
  readonly count: number;
}

/** One scale a block, all of them logs: what the maps know; undefined for other models. */
function scaledBlocks({
  blocks,
  starts,
  hyperparameters,
}: LatentPlan): readonly ScaledBlock[] | undefined {
  if (hyperparameters.some(({ kind }) => kind !== "log")) return undefined;
  const scaled: ScaledBlock[] = [];
  for (const [b, block] of blocks.entries()) {
    if (block.kind === "common") continue;
    if (block.kind !== "group" || block.effects !== 1) return undefined;
    scaled.push({ scale: block.hyperparameters[0]!, start: starts[b]!, count: block.levels });
  }
  return scaled;
}

/** Marginal information of each level: 1 / variance without what the prior says. */
function levelMap({ scale, start, count }: ScaledBlock, at: LaplaceMode): LevelMap {
  const prior = exp(-2 * at.theta[scale]!);
  const information = Float64Array.from({ length: count }, (_, j) =>
    Math.max(0, 1 / at.variance[start + j]! - prior),
  );
  const centre = information.map((own, j) =>
    own > 0 ? at.mode[start + j]! * (1 + prior / own) : 0,
  );
  return { scale, start, information, centre };
}

function jointMap(
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
interface ModeMap {
  readonly scales: Float64Array;
  /** L⁻ᵀ, row-major over the joint latents. */
  readonly joint: Float64Array | undefined;
}

function mapAtMode(
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
function inverseRoot(matrix: Float64Array, n: number): Float64Array | undefined {
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
function mappedPrecision(
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
function mappedMode(
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

/** How v must move with theta_k so that x follows its conditional mode. */
function mappedSlope(
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
          ? 2 * variance * own * rest * rest * centre[j]! + tau * rest * mode[start + j]!
          : 0;
      slope[start + j] = (slope[start + j]! - moved) / tau;
    });
  }
  if (!joint || !map.joint) return slope;
  // x = H⁻¹ h moves by −H⁻¹ dH x, so v by Lᵀ (J + H⁻¹ dH x) = Lᵀ J + L⁻¹ dH x.
  const n = joint.latents.length;
  const direct = Float64Array.from(joint.latents, (latent) => slope[latent]!);
  const bent = Float64Array.from(joint.latents, (latent, i) =>
    joint.scales[i] === k ? -2 * exp(-2 * at.theta[k]!) * at.mode[latent]! : 0,
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

export type CoordinateChoice = "levels" | "joint";

export interface MappedCoordinates {
  readonly map: CoordinateMap;
  readonly choice: CoordinateChoice;
}

/** Undefined where the model has no such coordinates: the sampler then takes its own. */
export async function buildCoordinateMap(
  model: CompiledModel,
): Promise<MappedCoordinates | undefined> {
  const plan = buildLatentPlan(model.spec);
  if ("kind" in plan) return undefined;
  const scaled = scaledBlocks(plan);
  const at = scaled && (await findMode(plan));
  if (!scaled || !at) return undefined;
  const commonStart = plan.starts.at(-1)!;
  const few = scaled.filter(({ count }) => count <= fewLevels);
  const size = few.reduce((sum, { count }) => sum + count, at.mode.length - commonStart);
  const joint = few.length > 1 && size <= mostJoint ? jointMap(few, commonStart, at) : undefined;
  const levels = scaled
    .filter((block) => !joint || block.count > fewLevels)
    .map((block) => levelMap(block, at));
  const map = mapAtMode(levels, joint, at);
  const coordinates = map && matchModel(model, plan, scaled);
  if (!coordinates) return undefined;
  const latentMode = mappedMode(at, levels, joint, map);
  return {
    choice: joint ? "joint" : "levels",
    map: {
      ...coordinates,
      thetaMode: at.theta,
      thetaRoot: at.axes,
      latentMode,
      latentSlopes: at.slopes.map((_, k) => mappedSlope(at, levels, joint, map, latentMode, k)),
      precision: mappedPrecision(at, map, joint),
      levels,
      ...(joint && { joint }),
    },
  };
}

function matchModel(
  model: CompiledModel,
  plan: LatentPlan,
  scaled: readonly ScaledBlock[],
): Pick<CoordinateMap, "thetaCoordinates" | "blocks" | "common"> | undefined {
  const evaluator = openEvaluator(model.plan);
  const matched = matchCoordinates(model, evaluator);
  const thetas = plan.hyperparameters.map(({ name }) => matched.ofLog(name));
  if (!thetas.every((coordinate) => coordinate !== undefined)) return undefined;
  const effects = model.parameters.findIndex(({ role }) => role === "group");
  const blocks: StandardisedBlock[] = [];
  for (const { scale, start, count } of scaled) {
    const first = model.parameters[effects + start]!.name;
    const coordinate = matched.ofStandardised(first, plan.hyperparameters[scale]!.name, count);
    if (coordinate === undefined) return undefined;
    blocks.push({ scale, start, count, coordinate });
  }
  const taken = new Set<number>(thetas);
  for (const { coordinate, count } of blocks)
    for (let j = 0; j < count; j++) taken.add(coordinate + j);
  const { spec } = model;
  const names = [
    ...(spec.intercept ? [spec.intercept.name] : []),
    ...spec.common.map(({ name }) => name),
  ];
  const affine = matched.affine(names, taken);
  const matrix = affine && generalInverse(affine.matrix, names.length);
  if (!affine || !matrix) return undefined;
  return {
    thetaCoordinates: Int32Array.from(thetas),
    blocks,
    common: {
      start: plan.starts.at(-1)!,
      coordinates: affine.coordinates,
      origin: affine.origin,
      matrix,
    },
  };
}

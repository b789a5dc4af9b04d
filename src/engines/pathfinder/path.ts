/** One L-BFGS path towards the mode, and the best normal along it (Zhang et al. 2022, algorithm 1). */
import {
  descend,
  openMinimiser,
  type Minimiser,
  type Objective,
  type RandomStream,
} from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import { lowRankNormal, type LowRankNormal } from "../variational/low-rank-normal.js";
import { logDensityAt } from "../variational/normal-approximation.js";
import type { VariationalRun } from "../variational/variational-progress.js";
import { updateScales } from "./diagonal-scales.js";

export interface Path {
  readonly normal: LowRankNormal;
  readonly elbo: number;
  readonly iterations: number;
  readonly gradients: number;
  /** False where the path ended at its last iteration, still far from a mode. */
  readonly converged: boolean;
}

/** Curvature pairs, as in the paper. */
const memory = 20;
/** The same standard normals at every point, so that ELBOs differ by their normals and not by luck. */
const elboDraws = 25;
/** Nats that a Newton step would still gain, absolute and in units of the density's rounding. */
const smallGain = 1e-8;
const relativeGain = 1e-14;
const reportEvery = 10;
/** Descents from draws of the best normal of a path. */
const returns = 3;

export function negated(target: LogDensity): Objective {
  return (position, gradient) => {
    const value = target.logDensityAndGradient(position, gradient);
    for (let i = 0; i < gradient.length; i++) gradient[i] = -gradient[i]!;
    return -value;
  };
}

function elboOf(target: LogDensity, normal: LowRankNormal, normals: Float64Array): number {
  const { dimension } = target;
  const at = new Float64Array(dimension);
  const gradient = new Float64Array(dimension);
  let sum = 0;
  for (let draw = 0; draw < elboDraws; draw++) {
    const z = normals.subarray(draw * dimension, (draw + 1) * dimension);
    normal.place(z, at);
    sum += target.logDensityAndGradient(at, gradient) - logDensityAt(normal, z);
  }
  return sum / elboDraws;
}

function isNearMode({ expectedDecrease, point }: Minimiser): boolean {
  return expectedDecrease < Math.max(smallGain, relativeGain * Math.abs(point.value));
}

interface Search {
  readonly target: LogDensity;
  /** Iterations at most, over the path and its returns. */
  readonly most: number;
  /** Of the estimates of the evidence bound. */
  readonly normals: Float64Array;
  best: { readonly normal: LowRankNormal; readonly elbo: number } | undefined;
  iterations: number;
  gradients: number;
}

/** Keeps the normal at a point of the path if its evidence bound is the best so far. */
function judge(search: Search, { point, pairs }: Minimiser, scales: Float64Array): void {
  const { target, normals, best } = search;
  const uphill = point.gradient.map((slope) => -slope);
  const normal = lowRankNormal(point.position, uphill, scales, pairs);
  if (normal === undefined) return;
  const elbo = elboOf(target, normal, normals);
  search.gradients += elboDraws;
  if (Number.isFinite(elbo) && !(best && best.elbo > elbo)) search.best = { normal, elbo };
}

/** One descent to the mode; whether it came there. */
function* descendFrom(
  search: Search,
  start: Float64Array,
  firstScales: Float64Array,
): VariationalRun<boolean | "stopped"> {
  const { target, most } = search;
  const minimiser = openMinimiser(negated(target), start, memory);
  let scales = firstScales;
  let moving = true;
  judge(search, minimiser, scales);
  while (moving && search.iterations < most && !isNearMode(minimiser)) {
    const before = minimiser.pairs.at(-1);
    moving = descend(minimiser);
    search.iterations++;
    const pair = minimiser.pairs.at(-1);
    if (moving && pair && pair !== before) {
      scales = updateScales(scales, pair);
      judge(search, minimiser, scales);
    }
    const due = search.iterations % reportEvery === 0;
    if (due && (yield { stage: "start", done: search.iterations, total: most })) return "stopped";
  }
  search.gradients += minimiser.evaluations;
  return isNearMode(minimiser) || !moving;
}

/**
 * Undefined where no point of the path has a normal with a finite evidence bound. A path keeps what it
 * learnt of directions far from the mode, in which it does not move again; so it is followed by descents
 * from draws of its best normal, which see the curvature where the mass is.
 */
export function* followPath(
  target: LogDensity,
  start: Float64Array,
  most: number,
  random: RandomStream,
): VariationalRun<Path | undefined | "stopped"> {
  const { dimension } = target;
  const normals = Float64Array.from({ length: elboDraws * dimension }, () => random.normal());
  const search: Search = { target, most, normals, best: undefined, iterations: 0, gradients: 0 };
  const converged = yield* descendFrom(search, start, new Float64Array(dimension).fill(1));
  if (converged === "stopped") return "stopped";
  for (let round = 0; round < returns && search.best; round++) {
    const { normal } = search.best;
    const away = new Float64Array(dimension);
    normal.place(
      Float64Array.from(away, () => random.normal()),
      away,
    );
    const scales = normal.precisionDiagonal.map((precision) => 1 / precision);
    const returned = yield* descendFrom(search, away, scales);
    if (returned === "stopped") return "stopped";
  }
  if (search.best === undefined) return undefined;
  const { iterations, gradients } = search;
  return { ...search.best, iterations, gradients, converged };
}

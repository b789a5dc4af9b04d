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
const memory = 6;
/** The same standard normals at every point, so that ELBOs differ by their normals and not by luck. */
const elboDraws = 10;
/** Nats that a Newton step would still gain, absolute and in units of the density's rounding. */
const smallGain = 1e-8;
const relativeGain = 1e-14;
const reportEvery = 10;

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

/** Undefined where no point of the path has a normal with a finite ELBO. */
export function* followPath(
  target: LogDensity,
  start: Float64Array,
  most: number,
  random: RandomStream,
): VariationalRun<Path | undefined | "stopped"> {
  const normals = Float64Array.from({ length: elboDraws * target.dimension }, () =>
    random.normal(),
  );
  const minimiser = openMinimiser(negated(target), start, memory);
  let scales: Float64Array = new Float64Array(target.dimension).fill(1);
  let best: { readonly normal: LowRankNormal; readonly elbo: number } | undefined;
  let [iterations, gradients, moving] = [0, 0, true];
  while (moving && iterations < most && !isNearMode(minimiser)) {
    const before = minimiser.pairs.at(-1);
    moving = descend(minimiser);
    iterations++;
    const pair = minimiser.pairs.at(-1);
    if (moving && pair && pair !== before) {
      scales = updateScales(scales, pair);
      const { position, gradient } = minimiser.point;
      const uphill = gradient.map((slope) => -slope);
      const normal = lowRankNormal(position, uphill, scales, minimiser.pairs);
      if (normal) {
        const elbo = elboOf(target, normal, normals);
        gradients += elboDraws;
        if (Number.isFinite(elbo) && (best === undefined || elbo >= best.elbo))
          best = { normal, elbo };
      }
    }
    const due = iterations % reportEvery === 0;
    if (due && (yield { stage: "start", done: iterations, total: most })) return "stopped";
  }
  if (best === undefined) return undefined;
  const converged = isNearMode(minimiser) || !moving;
  return { ...best, iterations, gradients: gradients + minimiser.evaluations, converged };
}

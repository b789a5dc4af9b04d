/** Draws of effects and scales given what has been seen, with the same random numbers in every refresh. */
import {
  deterministic,
  normalQuantile,
  openStream,
  solveLowerTransposed,
} from "../../../math/index.js";
import { condition, residualVariances } from "./condition.js";
import type { EffectModel, Seen } from "./effect-model.js";
import type { ScaleEstimate } from "./estimate-scales.js";

/** Standard normals that belong to a model and a seed, drawn once for the night. */
export interface EffectNumbers {
  readonly draws: number;
  /** effect × draw. */
  readonly normals: Float64Array;
  /** Normal scores of evenly spread points, point × scale. */
  readonly points: Float64Array;
  readonly pointCount: number;
}

/** Draw d stands on the point d mod pointCount. */
export interface EffectDraws {
  /** effect × draw. */
  readonly effects: Float64Array;
  /** Logs of the scales of every point. */
  readonly scales: readonly Float64Array[];
}

/** The root of x^(n + 1) = x + 1 above 1, whose powers spread points evenly (Roberts, 2018). */
function evenRatio(dimensions: number): number {
  let x = 2;
  for (let i = 0; i < 40; i++) x = deterministic.exp(deterministic.log(1 + x) / (dimensions + 1));
  return x;
}

/** Points in opposite pairs, so that their mean is zero. */
function spreadPoints(count: number, dimensions: number): Float64Array {
  const ratio = evenRatio(dimensions);
  const points = new Float64Array(count * dimensions);
  for (let pair = 0; 2 * pair < count; pair++) {
    let step = 1;
    for (let k = 0; k < dimensions; k++) {
      step /= ratio;
      const place = 0.5 + (pair + 1) * step;
      const score = normalQuantile(place - Math.floor(place));
      points[2 * pair * dimensions + k] = score;
      points[(2 * pair + 1) * dimensions + k] = -score;
    }
  }
  return points;
}

/** `draws` is a multiple of `pointCount`, which is even. */
export function drawNumbers(
  model: EffectModel,
  { draws, pointCount, seed }: { draws: number; pointCount: number; seed: number },
): EffectNumbers {
  const random = openStream(seed, "election-night-effects");
  const { effects } = model;
  const normals = new Float64Array(effects * draws);
  // Draws of opposite sign stand on the same point: their means do not wander.
  for (let block = 0; block < draws; block += 2 * pointCount) {
    for (let d = block; d < Math.min(draws, block + pointCount); d++) {
      for (let i = 0; i < effects; i++) {
        const value = random.normal();
        normals[i * draws + d] = value;
        if (d + pointCount < draws) normals[i * draws + d + pointCount] = -value;
      }
    }
  }
  const points = spreadPoints(pointCount, model.scaleMean.length);
  return { draws, normals, points, pointCount };
}

function scalesAt(
  { scales, informationFactor }: ScaleEstimate,
  { points }: EffectNumbers,
  point: number,
): Float64Array {
  const n = scales.length;
  const move = points.slice(point * n, (point + 1) * n);
  solveLowerTransposed(informationFactor, n, move);
  return scales.map((scale, k) => scale + move[k]!);
}

/** Lᵀ x = z for all draws of a point at once, in place; `work` is effect × draw of the point. */
function solveAll(factor: Float64Array, n: number, work: Float64Array, width: number): void {
  for (let i = n - 1; i >= 0; i--) {
    const own = i * width;
    const inverse = 1 / factor[i * n + i]!;
    for (let d = 0; d < width; d++) work[own + d]! *= inverse;
    for (let k = 0; k < i; k++) {
      const weight = factor[i * n + k]!;
      if (weight === 0) continue;
      const line = k * width;
      for (let d = 0; d < width; d++) work[line + d]! -= weight * work[own + d]!;
    }
  }
}

/** Normal in the logs of the scales about their mode, exact given the scales. */
export function drawEffects(
  model: EffectModel,
  seen: Seen,
  estimate: ScaleEstimate,
  numbers: EffectNumbers,
): EffectDraws {
  const { effects: n } = model;
  const { draws, pointCount, normals } = numbers;
  const width = draws / pointCount;
  const drawn = new Float64Array(n * draws);
  const work = new Float64Array(n * width);
  const scales: Float64Array[] = [];
  for (let point = 0; point < pointCount; point++) {
    const own = scalesAt(estimate, numbers, point);
    scales.push(own);
    const variances = residualVariances(model, own, seen.units);
    const weights = variances.map((variance, i) => estimate.tails[i]! / variance);
    const { factor, mean } = condition(model, seen, own, weights, estimate.effectTails);
    for (let i = 0; i < n; i++)
      for (let d = 0; d < width; d++)
        work[i * width + d] = normals[i * draws + d * pointCount + point]!;
    solveAll(factor, n, work, width);
    for (let i = 0; i < n; i++)
      for (let d = 0; d < width; d++)
        drawn[i * draws + d * pointCount + point] = mean[i]! + work[i * width + d]!;
  }
  return { effects: drawn, scales };
}

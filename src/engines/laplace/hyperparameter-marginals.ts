/** Marginal densities of the hyperparameters, each on a grid of its own coordinate. */
import { deterministic } from "../../math/index.js";
import { interpolate } from "./cubic-spline.js";
import type { LaplaceApproximation } from "./fit-laplace.js";
import type { Profile } from "./measure-profiles.js";

/** A density on an even grid, normalised by the trapezoid rule. */
export interface GridDensity {
  readonly theta: Float64Array;
  readonly density: Float64Array;
}

const gridSize = 301;

function normalise(theta: Float64Array, logs: Float64Array): GridDensity {
  const peak = logs.reduce((most, value) => Math.max(most, value), -Infinity);
  const density = logs.map((value) => deterministic.exp(value - peak));
  const step = theta[1]! - theta[0]!;
  const ends = (density[0]! + density[density.length - 1]!) / 2;
  const total = step * (density.reduce((sum, value) => sum + value, 0) - ends);
  return { theta, density: density.map((value) => value / total) };
}

function evenGrid(from: number, to: number): Float64Array {
  return Float64Array.from(
    { length: gridSize },
    (_, i) => from + ((to - from) * i) / (gridSize - 1),
  );
}

/** Beyond its ends a profile goes on along its last slope, so far that the density is next to nothing. */
const deepestDrop = 16;

/** How far the grid goes beyond an end where the log density has the given slope towards it. */
function margin(drop: number, slope: number, sd: number): number {
  const needed = Math.max(0, deepestDrop - drop);
  return Math.min(slope > 0 ? needed / slope : 0, 12 * sd) + 0.5 * sd;
}

function fromProfile({ theta: at, logDensity }: Profile, sd: number): GridDensity {
  const last = at.length - 1;
  const peak = logDensity.reduce((most, value) => Math.max(most, value), -Infinity);
  const slope = (i: number, j: number): number =>
    (logDensity[j]! - logDensity[i]!) / Math.abs(at[j]! - at[i]!);
  const below = margin(peak - logDensity[0]!, slope(0, 1), sd);
  const above = margin(peak - logDensity[last]!, slope(last, last - 1), sd);
  const theta = evenGrid(at[0]! - below, at[last]! + above);
  return normalise(theta, interpolate(at, logDensity, theta));
}

interface Moments {
  readonly mean: number;
  readonly sd: number;
}

function momentsOf(theta: ArrayLike<number>, weights: ArrayLike<number>): Moments {
  let total = 0;
  let mean = 0;
  let square = 0;
  for (let i = 0; i < theta.length; i++) {
    total += weights[i]!;
    mean += weights[i]! * theta[i]!;
  }
  mean /= total;
  for (let i = 0; i < theta.length; i++) square += weights[i]! * (theta[i]! - mean) ** 2;
  return { mean, sd: Math.sqrt(square / total) };
}

/**
 * A profile knows the shape of a marginal but not how the room for the others changes along it; the
 * integration points know that, but only as moments. So the shape takes the points' mean and sd.
 */
function withMoments({ theta, density }: GridDensity, { mean, sd }: Moments): GridDensity {
  const own = momentsOf(theta, density);
  const scale = sd / own.sd;
  return {
    theta: theta.map((at) => mean + (at - own.mean) * scale),
    density: density.map((value) => value / scale),
  };
}

/** One hyperparameter: the integration points are its profile. */
function ownProfile({ points }: LaplaceApproximation): Profile {
  const sorted = [...points].sort((a, b) => a.theta[0]! - b.theta[0]!);
  return {
    theta: Float64Array.from(sorted, ({ theta }) => theta[0]!),
    logDensity: Float64Array.from(sorted, ({ value }) => value),
  };
}

export function hyperparameterMarginals(
  approximation: LaplaceApproximation,
): readonly GridDensity[] {
  const { coordinates, points, profiles } = approximation;
  const m = coordinates.mode.length;
  const sdOf = (k: number): number => Math.sqrt(coordinates.covariance[k * m + k]!);
  if (m === 1 && points.length >= 4) return [fromProfile(ownProfile(approximation), sdOf(0))];
  return profiles.map((profile, k) => {
    const shape = fromProfile(profile, sdOf(k));
    if (points.length === 1) return shape;
    const weights = points.map(({ weight }) => weight);
    return withMoments(
      shape,
      momentsOf(
        points.map(({ theta }) => theta[k]!),
        weights,
      ),
    );
  });
}

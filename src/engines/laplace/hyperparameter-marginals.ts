/** Marginal densities of the hyperparameters, each on a grid of its own coordinate. */
import { deterministic } from "../../math/index.js";
import { gridStep } from "./explore-hyperparameters.js";
import { latticeMarginal } from "./lattice-marginals.js";
import { interpolate } from "./cubic-spline.js";
import { tiltDensity, type KnownExpectations } from "./tilt-density.js";
import type { LaplaceApproximation } from "./fit-laplace.js";
import type { Profile } from "./measure-profiles.js";

/** A density on an even grid, normalised by the trapezoid rule. */
export interface GridDensity {
  readonly theta: Float64Array;
  readonly density: Float64Array;
}

const gridSize = 301;

function normalised(theta: Float64Array, density: Float64Array): Float64Array {
  const step = theta[1]! - theta[0]!;
  const ends = (density[0]! + density[density.length - 1]!) / 2;
  const total = step * (density.reduce((sum, value) => sum + value, 0) - ends);
  return density.map((value) => value / total);
}

function normalise(theta: Float64Array, logs: Float64Array): GridDensity {
  const peak = logs.reduce((most, value) => Math.max(most, value), -Infinity);
  const density = logs.map((value) => deterministic.exp(value - peak));
  return { theta, density: normalised(theta, density) };
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
  for (let i = 0; i < theta.length; i++) {
    const deviation = theta[i]! - mean;
    square += weights[i]! * deviation * deviation;
  }
  return { mean, sd: Math.sqrt(square / total) };
}

/** The first four moments of u under a density; powers by products, whose bits are the same everywhere. */
function rawMoments(
  u: Float64Array,
  density: Float64Array,
): readonly [number, number, number, number] {
  let [mass, m1, m2, m3, m4] = [0, 0, 0, 0, 0];
  for (let i = 0; i < u.length; i++) {
    const at = u[i]!;
    const square = at * at;
    mass += density[i]!;
    m1 += density[i]! * at;
    m2 += density[i]! * square;
    m3 += density[i]! * square * at;
    m4 += density[i]! * square * square;
  }
  return [m1 / mass, m2 / mass, m3 / mass, m4 / mass];
}

/** Newton steps for the tilt; it starts at none and is small where profile and points agree. */
const mostTilts = 30;

/**
 * A profile knows the shape of a marginal but not how the room for the others changes along it; the
 * integration points know that, but only as moments. So the shape is tilted, by exp(a u + b u²), to the
 * points' mean and sd. A tilt that cannot be found, or that would raise a tail, is left out.
 */
function withMoments(shape: GridDensity, { mean, sd }: Moments): GridDensity {
  const { theta, density } = shape;
  const u = theta.map((at) => (at - mean) / sd);
  let [a, b] = [0, 0];
  for (let step = 0; step < mostTilts; step++) {
    const tilted = density.map((value, i) => value * deterministic.exp((a + b * u[i]!) * u[i]!));
    const [m1, m2, m3, m4] = rawMoments(u, tilted);
    const [c11, c12, c22] = [m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2];
    const determinant = c11 * c22 - c12 * c12;
    if (!(determinant > 0)) return shape;
    const [e1, e2] = [-m1, 1 - m2];
    if (Math.abs(e1) + Math.abs(e2) < 1e-6) return { theta, density: normalised(theta, tilted) };
    a += (c22 * e1 - c12 * e2) / determinant;
    b = Math.min(steepestBend, b + (c11 * e2 - c12 * e1) / determinant);
  }
  return shape;
}

/** Most that the tilt may bend upwards: less than half of a normal's own bend. */
const steepestBend = 0.2;

/** Tilted to as many of the expectations as there is a tilt for, two at least. */
function withExpectations(
  { theta, density }: GridDensity,
  known: KnownExpectations,
): GridDensity | undefined {
  for (let degree = known.polynomials.length; degree >= 2; degree--) {
    const polynomials = known.polynomials.slice(0, degree);
    const tilted = tiltDensity(theta, density, { ...known, polynomials });
    if (tilted) return { theta, density: normalised(theta, tilted) };
  }
  return undefined;
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
  const { coordinates, points, profiles, lattice, expectations } = approximation;
  const m = coordinates.mode.length;
  const sdOf = (k: number): number => Math.sqrt(coordinates.covariance[k * m + k]!);
  if (m === 1 && points.length >= 4) return [fromProfile(ownProfile(approximation), sdOf(0))];
  return profiles.map((profile, k) => {
    const onLattice =
      m === 2 && lattice
        ? latticeMarginal(coordinates, lattice, gridStep, k === 0 ? 0 : 1)
        : undefined;
    if (onLattice) return normalise(onLattice.theta, onLattice.logDensity);
    const shape = fromProfile(profile, sdOf(k));
    if (points.length === 1) return shape;
    const known = expectations?.[k];
    const tilted = known && withExpectations(shape, known);
    if (tilted) return tilted;
    const weights = points.map(({ weight }) => weight);
    const thetas = points.map(({ theta }) => theta[k]!);
    return withMoments(shape, momentsOf(thetas, weights));
  });
}

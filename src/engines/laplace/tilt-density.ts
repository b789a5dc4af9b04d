/**
 * A density tilted to expectations that are known: exp(a u + b u² + c u³) times it, the density nearest to it
 * (in Kullback-Leibler distance) that has them. The u of a coordinate ends at ±3.5 sds, so that tails keep
 * their shape.
 */
import { cholesky, deterministic, solveCholesky } from "../../math/index.js";

export interface KnownExpectations {
  readonly mean: number;
  readonly sd: number;
  /** E u, E u², E u³. */
  readonly powers: readonly number[];
}

const farthest = 3.5;

/** u, u², u³ of a coordinate. */
function tiltPowers(theta: number, mean: number, sd: number): readonly number[] {
  const u = Math.max(-farthest, Math.min(farthest, (theta - mean) / sd));
  return [u, u * u, u * u * u];
}

/** Of weighted values of a coordinate. */
export function expectationsOf(theta: Float64Array, weights: Float64Array): KnownExpectations {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = theta.reduce((sum, at, i) => sum + weights[i]! * at, 0) / total;
  const square = theta.reduce((sum, at, i) => sum + weights[i]! * (at - mean) * (at - mean), 0);
  const sd = Math.sqrt(square / total);
  const powers = [0, 0, 0];
  theta.forEach((at, i) => {
    const own = tiltPowers(at, mean, sd);
    for (let p = 0; p < powers.length; p++) powers[p]! += (weights[i]! * own[p]!) / total;
  });
  return { mean, sd, powers };
}

interface Tilted {
  readonly density: Float64Array;
  /** Up to a constant, what Newton's method makes small. */
  readonly objective: number;
}

function tilt(
  density: Float64Array,
  powers: readonly (readonly number[])[],
  coefficients: readonly number[],
  targets: readonly number[],
): Tilted {
  const exponent = (i: number): number =>
    coefficients.reduce((sum, c, p) => sum + c * powers[i]![p]!, 0);
  const tilted = density.map((value, i) => value * deterministic.exp(exponent(i)));
  const mass = tilted.reduce((sum, value) => sum + value, 0);
  const linear = coefficients.reduce((sum, c, p) => sum + c * targets[p]!, 0);
  return {
    density: tilted.map((value) => value / mass),
    objective: deterministic.log(mass) - linear,
  };
}

/** Residuals of the expectations, and the Newton direction that removes them; none at a singular place. */
function newtonStep(
  weights: Float64Array,
  powers: readonly (readonly number[])[],
  targets: readonly number[],
): { readonly residual: number; readonly direction: Float64Array } | undefined {
  const m = targets.length;
  const mean = (of: (own: readonly number[]) => number): number =>
    weights.reduce((sum, weight, i) => sum + weight * of(powers[i]!), 0);
  const expected = targets.map((_, p) => mean((own) => own[p]!));
  const direction = Float64Array.from(targets, (target, p) => target - expected[p]!);
  const residual = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const covariance = new Float64Array(m * m);
  for (let p = 0; p < m; p++)
    for (let q = 0; q < m; q++)
      covariance[p * m + q] = mean((own) => (own[p]! - expected[p]!) * (own[q]! - expected[q]!));
  const factor = cholesky(covariance, m);
  if (factor === undefined) return undefined;
  solveCholesky(factor, m, direction);
  return { residual, direction };
}

const mostSteps = 40;
const smallResidual = 1e-6;
const shortestStep = 1e-3;

/** Weights on the same grid that sum to one; undefined where no tilt is found. */
export function tiltDensity(
  theta: Float64Array,
  density: Float64Array,
  { mean, sd, powers: targets }: KnownExpectations,
): Float64Array | undefined {
  const powers = Array.from(theta, (at) => tiltPowers(at, mean, sd));
  let coefficients: readonly number[] = targets.map(() => 0);
  let current = tilt(density, powers, coefficients, targets);
  for (let steps = 0; steps < mostSteps; steps++) {
    const newton = newtonStep(current.density, powers, targets);
    if (newton === undefined) return undefined;
    if (newton.residual < smallResidual) return current.density;
    let scale = 1;
    for (; scale > shortestStep; scale /= 2) {
      const moved = coefficients.map((c, p) => c + scale * newton.direction[p]!);
      const tried = tilt(density, powers, moved, targets);
      if (!(tried.objective < current.objective + 1e-12)) continue;
      [current, coefficients] = [tried, moved];
      break;
    }
    if (!(scale > shortestStep)) return undefined;
  }
  return undefined;
}

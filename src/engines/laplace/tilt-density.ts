/**
 * A density tilted to expectations that are known: exp(Σ c_d T_d(u)) times it, the density nearest to it (in
 * Kullback-Leibler distance) that has them, with Chebyshev polynomials T of the coordinate, which ends at
 * ±3.5 sds, so that tails keep their shape.
 */
import { cholesky, deterministic, solveCholesky } from "../../math/index.js";

export interface KnownExpectations {
  /** The coordinate is standardised by these. */
  readonly mean: number;
  readonly sd: number;
  /** E T_1(u), E T_2(u), ... */
  readonly polynomials: Float64Array;
}

type Standard = Pick<KnownExpectations, "mean" | "sd">;

const farthest = 3.5;

/** Writes T_1, T_2, ... of the standardised coordinate over 3.5. */
function polynomialsAt(theta: number, { mean, sd }: Standard, values: Float64Array): void {
  const u = Math.max(-1, Math.min(1, (theta - mean) / (farthest * sd)));
  let [before, last] = [1, u];
  for (let d = 0; d < values.length; d++) {
    values[d] = last;
    const next = 2 * u * last - before;
    before = last;
    last = next;
  }
}

/** Of weighted values of a coordinate, whose mean and sd may be those of others; the first few. */
export function expectedPolynomials(
  theta: Float64Array,
  weights: Float64Array,
  standard: Standard,
  degree: number,
): Float64Array {
  const expected = new Float64Array(degree);
  const own = new Float64Array(degree);
  let total = 0;
  for (let i = 0; i < theta.length; i++) {
    polynomialsAt(theta[i]!, standard, own);
    total += weights[i]!;
    for (let d = 0; d < degree; d++) expected[d]! += weights[i]! * own[d]!;
  }
  return expected.map((value) => value / total);
}

/** Of weighted values of a coordinate. */
export function expectationsOf(
  theta: Float64Array,
  weights: Float64Array,
  degree: number,
): KnownExpectations {
  let [total, mean, square] = [0, 0, 0];
  for (let i = 0; i < theta.length; i++) {
    total += weights[i]!;
    mean += weights[i]! * theta[i]!;
  }
  mean /= total;
  for (let i = 0; i < theta.length; i++)
    square += weights[i]! * (theta[i]! - mean) * (theta[i]! - mean);
  const standard = { mean, sd: Math.sqrt(square / total) };
  return { ...standard, polynomials: expectedPolynomials(theta, weights, standard, degree) };
}

interface Tilted {
  readonly density: Float64Array;
  /** Up to a constant, what Newton's method makes small. */
  readonly objective: number;
}

function tilt(
  density: Float64Array,
  polynomials: readonly Float64Array[],
  coefficients: Float64Array,
  targets: Float64Array,
): Tilted {
  const exponent = (i: number): number =>
    coefficients.reduce((sum, c, p) => sum + c * polynomials[i]![p]!, 0);
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
  polynomials: readonly Float64Array[],
  targets: Float64Array,
): { readonly residual: number; readonly direction: Float64Array } | undefined {
  const m = targets.length;
  const mean = (of: (own: Float64Array) => number): number =>
    weights.reduce((sum, weight, i) => sum + weight * of(polynomials[i]!), 0);
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
  known: KnownExpectations,
): Float64Array | undefined {
  const { polynomials: targets } = known;
  const polynomials = Array.from(theta, (at) => {
    const own = new Float64Array(targets.length);
    polynomialsAt(at, known, own);
    return own;
  });
  let coefficients = targets.map(() => 0);
  let current = tilt(density, polynomials, coefficients, targets);
  for (let steps = 0; steps < mostSteps; steps++) {
    const newton = newtonStep(current.density, polynomials, targets);
    if (newton === undefined) return undefined;
    if (newton.residual < smallResidual) return current.density;
    let scale = 1;
    for (; scale > shortestStep; scale /= 2) {
      const moved = coefficients.map((c, p) => c + scale * newton.direction[p]!);
      const tried = tilt(density, polynomials, moved, targets);
      if (!(tried.objective < current.objective + 1e-12)) continue;
      [current, coefficients] = [tried, moved];
      break;
    }
    if (!(scale > shortestStep)) return undefined;
  }
  return undefined;
}

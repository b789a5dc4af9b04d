/** Coordinates of hyperparameters in which each has a standard normal marginal, by a Laplace fit. */
import {
  hyperparameterMarginals,
  type GridDensity,
  type LaplaceApproximation,
} from "../../engines/laplace/index.js";
import type { HyperparameterMap } from "../../engines/nuts/index.js";
import {
  cholesky,
  evaluateSpline,
  normalCdf,
  uniformSpline,
  type UniformSpline,
} from "../../math/index.js";

const reach = 4;
const step = 0.5;
const knots = Float64Array.from({ length: (2 * reach) / step + 1 }, (_, i) => i * step - reach);
/** A marginal that bends more than so between its tails and its middle is not followed. */
const flattest = 0.02;

function quantiles({ theta, density }: GridDensity, ps: Float64Array): Float64Array {
  const cumulative = new Float64Array(theta.length);
  for (let i = 1; i < theta.length; i++)
    cumulative[i] = cumulative[i - 1]! + (density[i - 1]! + density[i]!) / 2;
  const total = cumulative.at(-1)!;
  return ps.map((p) => {
    let i = 1;
    while (i < theta.length - 1 && cumulative[i]! < p * total) i++;
    const mass = cumulative[i]! - cumulative[i - 1]!;
    const share = mass > 0 ? (p * total - cumulative[i - 1]!) / mass : 0.5;
    return theta[i - 1]! + share * (theta[i]! - theta[i - 1]!);
  });
}

function isAscending(spline: UniformSpline): boolean {
  const middle = evaluateSpline(spline, 0).slope;
  for (let t = -reach - 1; t <= reach + 1; t += step / 4)
    if (!(evaluateSpline(spline, t).slope > flattest * middle)) return false;
  return middle > 0;
}

/** T with theta = T(t), linear beyond 4 sds; linear altogether where the marginal is too rugged. */
function marginSpline(density: GridDensity, mode: number, sd: number): UniformSpline {
  const spline = uniformSpline(-reach, step, quantiles(density, knots.map(normalCdf)));
  return isAscending(spline)
    ? spline
    : uniformSpline(
        -reach,
        step,
        knots.map((t) => mode + sd * t),
      );
}

/** Factor of the correlations of the Laplace fit. */
function correlationRoot(covariance: Float64Array, m: number): Float64Array {
  const sds = Float64Array.from({ length: m }, (_, k) => Math.sqrt(covariance[k * m + k]!));
  const correlations = covariance.map((entry, at) => {
    const [i, j] = [Math.floor(at / m), at % m];
    return entry / (sds[i]! * sds[j]!);
  });
  const root = cholesky(correlations, m);
  if (!root) throw new Error("the covariance of the hyperparameters is not positive definite");
  return root;
}

export function marginalMap(fit: LaplaceApproximation): HyperparameterMap {
  const { mode, covariance } = fit.coordinates;
  const m = mode.length;
  const densities = m === 0 ? [] : hyperparameterMarginals(fit);
  return {
    frame: { centre: new Float64Array(m), root: correlationRoot(covariance, m) },
    margins: densities.map((density, k) =>
      marginSpline(density, mode[k]!, Math.sqrt(covariance[k * m + k]!)),
    ),
  };
}

const bisections = 60;

/** The t of theta, and d theta / dt there. */
export function atTheta(
  { margins }: HyperparameterMap,
  theta: Float64Array,
): { readonly t: Float64Array; readonly stretch: Float64Array } {
  const t = theta.map((value, k) => {
    let [low, high] = [-3 * reach, 3 * reach];
    for (let round = 0; round < bisections; round++) {
      const middle = (low + high) / 2;
      if (evaluateSpline(margins[k]!, middle).value < value) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  });
  return { t, stretch: t.map((at, k) => evaluateSpline(margins[k]!, at).slope) };
}

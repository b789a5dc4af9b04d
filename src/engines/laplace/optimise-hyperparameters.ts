/** The mode of log p̃(theta, y) by BFGS with exact gradients, warm-started conditional modes and short steps. */
import { innerProduct } from "../../math/index.js";

/** Value (NaN where the density does not exist) and gradient. */
export type HyperparameterObjective = (
  theta: Float64Array,
) => Promise<{ readonly value: number; readonly gradient: Float64Array }>;

export interface HyperparameterMode {
  readonly theta: Float64Array;
  readonly value: number;
  /** Largest component of the gradient there. */
  readonly gradientNorm: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

const mostIterations = 100;
const mostHalvings = 20;
/** Log sds move by no more than this at once. */
const longestStep = 1.5;
const smallGradient = 5e-4;

interface Point {
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

const largest = (a: Float64Array): number =>
  a.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

/** Inverse-Hessian approximation times a vector, and its update by a step and a change of gradient. */
function openInverseHessian(m: number) {
  const h = new Float64Array(m * m);
  for (let k = 0; k < m; k++) h[k * m + k] = 0.25;
  const times = (v: Float64Array): Float64Array =>
    Float64Array.from(v, (_, i) => innerProduct(h.subarray(i * m, (i + 1) * m), v));
  let first = true;
  const update = (s: Float64Array, y: Float64Array): void => {
    const sy = innerProduct(s, y);
    if (!(sy > 1e-10 * Math.sqrt(innerProduct(s, s) * innerProduct(y, y)))) return;
    if (first) for (let k = 0; k < m; k++) h[k * m + k] = sy / innerProduct(y, y);
    first = false;
    const hy = times(y);
    const scale = (1 + innerProduct(y, hy) / sy) / sy;
    for (let i = 0; i < m; i++)
      for (let j = 0; j < m; j++)
        h[i * m + j]! += scale * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / sy;
  };
  return { times, update };
}

/** The next point along the direction, halved until the density rises; undefined when it never does. */
async function searchLine(
  objective: HyperparameterObjective,
  from: Point,
  direction: Float64Array,
): Promise<Point | undefined> {
  const slope = innerProduct(from.gradient, direction);
  let scale = Math.min(1, longestStep / largest(direction));
  for (let halving = 0; halving < mostHalvings; halving++) {
    const theta = from.theta.map((entry, k) => entry + scale * direction[k]!);
    const { value, gradient } = await objective(theta);
    if (value >= from.value + 1e-4 * scale * slope) return { theta, gradient, value };
    scale /= Number.isNaN(value) ? 4 : 2.5;
  }
  return undefined;
}

export async function optimiseHyperparameters(
  objective: HyperparameterObjective,
  start: Float64Array,
): Promise<HyperparameterMode> {
  let evaluations = 0;
  const counted: HyperparameterObjective = (theta) => {
    evaluations++;
    return objective(theta);
  };
  let point: Point = { theta: start, ...(await counted(start)) };
  const inverse = openInverseHessian(start.length);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    if (!(largest(point.gradient) > smallGradient)) break;
    let direction = inverse.times(point.gradient);
    if (!(innerProduct(direction, point.gradient) > 0)) direction = point.gradient.slice();
    const next = await searchLine(counted, point, direction);
    if (next === undefined) break;
    // Ascent: the Hessian of −log p̃ sees the negative change of gradient.
    inverse.update(
      next.theta.map((entry, k) => entry - point.theta[k]!),
      next.gradient.map((entry, k) => point.gradient[k]! - entry),
    );
    point = next;
  }
  const gradientNorm = largest(point.gradient);
  return {
    theta: point.theta,
    value: point.value,
    gradientNorm,
    evaluations,
    converged: gradientNorm <= 20 * smallGradient,
  };
}

/** Moments, quantiles and mode of a monotone function of a coordinate with a density on a grid. */
import { deterministic } from "../../math/index.js";
import {
  summaryOf,
  type BetweenBounds,
  type MarginalSummary,
  type MarginalTransform,
  type TransformedMarginal,
} from "./marginal.js";

interface Transform {
  readonly value: (theta: number) => number;
  /** log |d value / d theta|. */
  readonly logSlope: (theta: number) => number;
  readonly increasing: boolean;
}

const logTwo = 0.6931471805599453;

/** log of e^−|t| / (1 + e^−|t|)². */
function logLogisticSlope(t: number): number {
  const size = Math.abs(t);
  return -size - 2 * deterministic.log1p(deterministic.exp(-size));
}

function betweenBounds({ lower, upper }: BetweenBounds): Transform {
  const width = upper - lower;
  if (width === Infinity)
    return {
      value: (theta) => lower + deterministic.exp(theta),
      logSlope: (theta) => theta,
      increasing: true,
    };
  return {
    value: (theta) => lower + width / (1 + deterministic.exp(-theta)),
    logSlope: (theta) => deterministic.log(width) + logLogisticSlope(theta),
    increasing: true,
  };
}

const transforms: Readonly<Record<Exclude<MarginalTransform, BetweenBounds>, Transform>> = {
  identity: { value: (theta) => theta, logSlope: () => 0, increasing: true },
  exponential: { value: deterministic.exp, logSlope: (theta) => theta, increasing: true },
  precision: {
    value: (theta) => deterministic.exp(-2 * theta),
    logSlope: (theta) => logTwo - 2 * theta,
    increasing: false,
  },
  tanh: {
    value: deterministic.tanh,
    logSlope: (theta) => 2 * logTwo + logLogisticSlope(2 * theta),
    increasing: true,
  },
};

/** d x⁻² = −2 x⁻³ dx. */
function inverseSquare({ value, logSlope }: Transform): Transform {
  return {
    value: (theta) => 1 / (value(theta) * value(theta)),
    logSlope: (theta) => logTwo - 3 * deterministic.log(value(theta)) + logSlope(theta),
    increasing: false,
  };
}

/** Values at the grid points of a marginal. */
export function valuesOf({ coordinate, transform }: TransformedMarginal): Float64Array {
  return coordinate.theta.map(transformOf(transform).value);
}

function transformOf(transform: MarginalTransform): Transform {
  if (typeof transform === "string") return transforms[transform];
  const natural = betweenBounds(transform);
  return transform.as === "precision" ? inverseSquare(natural) : natural;
}

/** Cumulative probability at every grid point, by the trapezoid rule. */
function cumulate(density: Float64Array, step: number): Float64Array {
  const cumulative = new Float64Array(density.length);
  for (let i = 1; i < density.length; i++)
    cumulative[i] = cumulative[i - 1]! + (step * (density[i - 1]! + density[i]!)) / 2;
  return cumulative;
}

/** The coordinate below which the probability is p, linear between grid points. */
function gridQuantile(theta: Float64Array, cumulative: Float64Array, p: number): number {
  const total = cumulative[cumulative.length - 1]!;
  let i = 0;
  while (i < cumulative.length - 2 && cumulative[i + 1]! < p * total) i++;
  const rise = cumulative[i + 1]! - cumulative[i]!;
  const share = rise > 0 ? (p * total - cumulative[i]!) / rise : 0;
  return theta[i]! + share * (theta[i + 1]! - theta[i]!);
}

const halvings = 60;

/** Cumulative probability at a value, whose coordinate is found by bisection; linear between grid points. */
export function transformedBelow(marginal: TransformedMarginal, value: number): number {
  const { theta, density } = marginal.coordinate;
  const { value: valueAt, increasing } = transformOf(marginal.transform);
  const step = theta[1]! - theta[0]!;
  let [low, high] = [theta[0]!, theta[theta.length - 1]!];
  for (let halving = 0; halving < halvings; halving++) {
    const middle = (low + high) / 2;
    if (valueAt(middle) < value === increasing) low = middle;
    else high = middle;
  }
  const cumulative = cumulate(density, step);
  const i = Math.min(theta.length - 2, Math.max(0, Math.floor((low - theta[0]!) / step)));
  const share = Math.min(1, Math.max(0, (low - theta[i]!) / step));
  const at = cumulative[i]! + share * (cumulative[i + 1]! - cumulative[i]!);
  const below = at / cumulative[cumulative.length - 1]!;
  return increasing ? below : 1 - below;
}

/** Where log density − log slope is highest, by a parabola through the best grid point and its neighbours. */
function transformedMode({ coordinate, transform }: TransformedMarginal): number {
  const { theta, density } = coordinate;
  const { value, logSlope } = transformOf(transform);
  const height = (i: number): number => deterministic.log(density[i]!) - logSlope(theta[i]!);
  let best = 0;
  for (let i = 1; i < theta.length; i++) if (height(i) > height(best)) best = i;
  if (best === 0 || best === theta.length - 1) return value(theta[best]!);
  const [before, at, after] = [height(best - 1), height(best), height(best + 1)];
  const bend = before - 2 * at + after;
  const shift = bend < 0 ? (0.5 * (before - after)) / bend : 0;
  return value(theta[best]! + shift * (theta[1]! - theta[0]!));
}

export function summariseTransformed(
  marginal: TransformedMarginal,
  probability: number,
): MarginalSummary {
  const { theta, density } = marginal.coordinate;
  const { value, increasing } = transformOf(marginal.transform);
  const step = theta[1]! - theta[0]!;
  const cumulative = cumulate(density, step);
  const values = valuesOf(marginal);
  const expect = (of: (x: number) => number): number => {
    let total = 0;
    let mass = 0;
    for (let i = 0; i < theta.length; i++) {
      total += density[i]! * of(values[i]!);
      mass += density[i]!;
    }
    return total / mass;
  };
  const mean = expect((x) => x);
  const sd = Math.sqrt(expect((x) => (x - mean) * (x - mean)));
  const quantile = (p: number): number =>
    value(gridQuantile(theta, cumulative, increasing ? p : 1 - p));
  return summaryOf({ mean, sd, mode: transformedMode(marginal) }, quantile, probability);
}

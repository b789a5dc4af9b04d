/** Log densities of parameters between two bounds, in the coordinate t: x = lower + (upper − lower) / (1 + e^−t). */
import { evaluateSpline, type Elementary, type UniformSpline } from "../math/index.js";
import { logistic } from "./ops/interval.js";
import { densities, type DensityName } from "./ops/densities/index.js";

export type BoundedDensity =
  | { readonly kind: "flat" }
  /** Of x, or of t. */
  | {
      readonly kind: "natural" | "logit";
      readonly density: DensityName;
      readonly arguments: readonly number[];
    }
  /** Exponential in √(1 − x), between −1 and 1 (Sørbye and Rue 2017). */
  | { readonly kind: "correlation"; readonly rate: number }
  /** Exponential in a distance whose logarithm is a spline in t (Riebler et al. 2016). */
  | { readonly kind: "share"; readonly rate: number; readonly logDistance: UniformSpline };

export interface BoundedPrior {
  readonly lower: number;
  readonly upper: number;
  readonly density: BoundedDensity;
}

export interface LogDensityAndSlope {
  readonly value: number;
  readonly slope: number;
}

const logTwo = 0.6931471805599453;

/** log dx/dt, for a width of 1. */
function logJacobian(t: number, math: Elementary): LogDensityAndSlope {
  const size = Math.abs(t);
  return {
    value: -size - 2 * math.log1p(math.exp(-size)),
    slope: 1 - 2 * logistic(t, math),
  };
}

function natural(
  { lower, upper }: BoundedPrior,
  { density: name, arguments: given }: BoundedDensity & { readonly kind: "natural" | "logit" },
  t: number,
  math: Elementary,
): LogDensityAndSlope {
  const width = upper - lower;
  const share = logistic(t, math);
  const { logNormaliser, logKernel, slope } = densities[name];
  const [a = 0, b = 0, c = 0] = given;
  const jacobian = logJacobian(t, math);
  const x = lower + width * share;
  return {
    value:
      logNormaliser(a, b, c, math) + logKernel(x, a, b, c, math) + math.log(width) + jacobian.value,
    slope: slope(x, a, b, c, math) * width * share * logistic(-t, math) + jacobian.slope,
  };
}

/** λ e^(−λ √(1 − x)) / (2 √(1 − x) (1 − e^(−λ √2))), with 1 − x = 2 / (1 + e^t). */
function correlation(rate: number, t: number, math: Elementary): LogDensityAndSlope {
  const rest = 2 * logistic(-t, math);
  const root = Math.sqrt(rest);
  const jacobian = logJacobian(t, math);
  const mass = -math.expm1(-rate * Math.SQRT2);
  const value = math.log(rate / (2 * root * mass)) - rate * root + logTwo + jacobian.value;
  const share = logistic(t, math);
  return { value, slope: (rate * root + 1) * 0.5 * share + jacobian.slope };
}

/** log λ − λ d + log |dd/dt|, with d = e^g: dd/dt = d g′. */
function mixingShare(
  rate: number,
  logDistance: UniformSpline,
  t: number,
  math: Elementary,
): LogDensityAndSlope {
  const { value: g, slope, curvature } = evaluateSpline(logDistance, t);
  const distance = math.exp(g);
  return {
    value: math.log(rate * slope) - rate * distance + g,
    slope: slope * (1 - rate * distance) + curvature / slope,
  };
}

/** The log density of t, Jacobian included; constants are kept. */
export function boundedLogDensity(
  prior: BoundedPrior,
  t: number,
  math: Elementary,
): LogDensityAndSlope {
  const { density, lower, upper } = prior;
  switch (density.kind) {
    case "flat": {
      const { value, slope } = logJacobian(t, math);
      return { value: value + math.log(upper - lower), slope };
    }
    case "natural":
      return natural(prior, density, t, math);
    case "logit": {
      const { logNormaliser, logKernel, slope } = densities[density.density];
      const [a = 0, b = 0, c = 0] = density.arguments;
      return {
        value: logNormaliser(a, b, c, math) + logKernel(t, a, b, c, math),
        slope: slope(t, a, b, c, math),
      };
    }
    case "correlation":
      return correlation(density.rate, t, math);
    case "share":
      return mixingShare(density.rate, density.logDistance, t, math);
  }
}

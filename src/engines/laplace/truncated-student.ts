/**
 * A proposal of the hyperparameters: Student's t with eight degrees of freedom, each coordinate given those
 * before it, and cut at zero where the coordinate cannot be below. Unlike a density that is folded there it
 * takes as long for many such coordinates as for few.
 */
import { cholesky, deterministic } from "../../math/index.js";
import type { Moments } from "./weighted-moments.js";

export interface TruncatedStudent {
  /** Writes the point that a point of the unit cube stands for. */
  pointAt(u: Float64Array, v: Float64Array): void;
  logDensity(v: Float64Array): number;
}

const degrees = 8;
/** Γ(9/2) / (√(8π) Γ(4)). */
const logConstant = -0.9501086121502311;
/** Cut densities have at least so much of their mass. */
const leastMass = 1e-9;
const newtonSteps = 3;

/** With x = t / √(8 + t²) the distribution function is a polynomial: its derivative is (35/32) (1 − x²)³. */
function distribution(x: number): number {
  const y = 1 - x * x;
  return 0.5 + 0.5 * x * (1 + y * (0.5 + y * (0.375 + y * 0.3125)));
}

function probabilityBelow(t: number): number {
  return distribution(t / Math.sqrt(degrees + t * t));
}

/** Newton's method on the fourth root of the distribution function, which is nearly linear below the median. */
function quantile(p: number): number {
  const tail = Math.min(p, 1 - p);
  const root = Math.sqrt(Math.sqrt(tail));
  let x = root * Math.sqrt(Math.sqrt(16 / 35)) - 1;
  for (let step = 0; step < newtonSteps; step++) {
    const y = 1 - x * x;
    const own = Math.sqrt(Math.sqrt(distribution(x)));
    x -= ((own - root) * 4 * own * own * own) / ((35 / 32) * y * y * y);
  }
  const t = x * Math.sqrt(degrees / (1 - x * x));
  return p < 0.5 ? t : -t;
}

/** Undefined where the covariance is not positive definite. `positive`: the coordinates that are cut at zero. */
export function openTruncatedStudent(
  { mean, covariance }: Moments,
  positive: readonly number[],
): TruncatedStudent | undefined {
  const m = mean.length;
  const factor = cholesky(covariance, m);
  if (factor === undefined) return undefined;
  const cut = Array.from({ length: m }, (_, i) => positive.includes(i));
  const z = new Float64Array(m);
  /** What coordinate i is expected to be, given the z before it. */
  const centreOf = (i: number): number => {
    let centre = mean[i]!;
    for (let j = 0; j < i; j++) centre += factor[i * m + j]! * z[j]!;
    return centre;
  };
  const below = (i: number, centre: number): number =>
    cut[i] ? Math.min(1 - leastMass, probabilityBelow(-centre / factor[i * m + i]!)) : 0;
  return {
    pointAt(u, v) {
      for (let i = 0; i < m; i++) {
        const centre = centreOf(i);
        const lost = below(i, centre);
        z[i] = quantile(lost + (1 - lost) * u[i]!);
        v[i] = centre + factor[i * m + i]! * z[i]!;
        if (cut[i]) v[i] = Math.abs(v[i]!);
      }
    },
    logDensity(v) {
      let [spread, volume] = [1, 1];
      for (let i = 0; i < m; i++) {
        const centre = centreOf(i);
        const scale = factor[i * m + i]!;
        z[i] = (v[i]! - centre) / scale;
        spread *= 1 + (z[i]! * z[i]!) / degrees;
        volume *= scale * (1 - below(i, centre));
      }
      const tail = 0.5 * (degrees + 1) * deterministic.log(spread);
      return m * logConstant - tail - deterministic.log(volume);
    },
  };
}

/**
 * The shift of logits that makes cells add up to a known total (Ghitza and Gelman 2013): δ with
 * Σ w_j logit⁻¹(logit p_j + δ) = target. On odds it is a factor t = exp(δ), p_j t / (1 - p_j + p_j t),
 * so that no cell needs a logarithm.
 */
import { deterministic } from "../../math/index.js";

/** Cells `from` up to `to` whose average, weighted by `weights`, is known. */
export interface KnownArea {
  readonly from: number;
  readonly to: number;
  /** Strictly between 0 and 1. */
  readonly target: number;
}

const mostSteps = 100;
/** Logits beyond it are 0 or 1 in double precision. */
const largestShift = 700;
/** Rounding of an area's sum is mostly smaller; where it is not, what is left must be below `largestError`. */
const tolerance = 1e-14;
const largestError = 1e-10;

const logit = (p: number): number => deterministic.log(p / (1 - p));

interface Shifted {
  /** Average of the shifted means. */
  average: number;
  /** Its derivative by δ: the average of p (1 - p). */
  slope: number;
}

function averageShifted(
  weights: Float64Array,
  means: Float64Array,
  { from, to }: KnownArea,
  factor: number,
  result: Shifted,
): void {
  let [average, slope] = [0, 0];
  for (let cell = from; cell < to; cell++) {
    const mean = means[cell]!;
    const shifted = (mean * factor) / (1 - mean + mean * factor);
    average += weights[cell]! * shifted;
    slope += weights[cell]! * shifted * (1 - shifted);
  }
  result.average = average;
  result.slope = slope;
}

/**
 * The factor of the odds, by Newton steps on the logit of the average inside a bracket that halves
 * where a step would leave it; NaN where no shift reaches the target, since cells stand at 0 or 1.
 */
function findFactor(weights: Float64Array, means: Float64Array, area: KnownArea): number {
  const { target } = area;
  const at: Shifted = { average: 0, slope: 0 };
  const goal = logit(target);
  let [lower, upper, shift] = [-largestShift, largestShift, 0];
  for (let step = 0; step < mostSteps; step++) {
    const factor = deterministic.exp(shift);
    averageShifted(weights, means, area, factor, at);
    const { average, slope } = at;
    if (Math.abs(average - target) <= tolerance) return factor;
    if (average < target) lower = shift;
    else upper = shift;
    const next = shift - ((logit(average) - goal) * average * (1 - average)) / slope;
    shift = next > lower && next < upper ? next : (lower + upper) / 2;
  }
  return Math.abs(at.average - target) <= largestError ? deterministic.exp(shift) : Number.NaN;
}

/** Shifts the area's means in place; false, with nothing changed, where the target is out of reach. */
export function shiftToTarget(
  weights: Float64Array,
  means: Float64Array,
  area: KnownArea,
): boolean {
  const factor = findFactor(weights, means, area);
  if (!(factor > 0)) return false;
  for (let cell = area.from; cell < area.to; cell++) {
    const mean = means[cell]!;
    means[cell] = (mean * factor) / (1 - mean + mean * factor);
  }
  return true;
}

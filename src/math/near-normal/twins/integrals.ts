/**
 * Densities exp(l(a) − precision a² / 2): their modes and l at the nodes around these where l is a power series, and
 * their integrals from l at the nodes. The same operations as assembly/integrals.ts, which takes two at a time.
 */
import type { Memory } from "../memory.js";

/** Steps on a polynomial cost next to nothing. */
const mostSteps = 8;
/** In scales; the error of the last step is its square. */
const shortStep = 0.02;
const longestStep = 2;
/** Logs of parts of a sum below its largest: what is further down does not count. */
const lowest = -60;

/**
 * e^y for y in [-60, 0] by the 64th power of a series in y / 64. The error is largest, as a part of e^0, near y = -8,
 * where it is 3e-14.
 */
function exponential(y: number): number {
  const x = (y < lowest ? lowest : y) * (1 / 64);
  const tail = 1 / 6 + x * (1 / 24 + x * (1 / 120 + x * (1 / 720 + x * (1 / 5040))));
  let power = 1 + x * (1 + x * (0.5 + x * tail));
  for (let squaring = 0; squaring < 6; squaring++) power *= power;
  return power;
}

/** Of a prediction, in scales. */
const longestPrediction = 4;

/**
 * Where modes are predicted to be, a step of Newton's from where they are known: slopes there fall by Σ fall × move of
 * what they depend on. Falls are by predictor, each with an even number of densities.
 */
export function predictModes(
  { numbers }: Memory,
  densities: number,
  precision: number,
  predictors: number,
  moved: number,
  known: number,
  slopes: number,
  curvatures: number,
  falls: number,
  modes: number,
  scales: number,
): void {
  const stride = densities + (densities & 1);
  for (let d = 0; d < densities; d++) {
    let fall = 0;
    for (let j = 0; j < predictors; j++)
      fall = fall + numbers[falls / 8 + j * stride + d]! * numbers[moved / 8 + j]!;
    const mode = numbers[known / 8 + d]!;
    const slope = numbers[slopes / 8 + d]! - fall - precision * mode;
    const scale = 1 / Math.sqrt(numbers[curvatures / 8 + d]! + precision);
    const step = slope * scale;
    const most = longestPrediction < step ? longestPrediction : step;
    numbers[modes / 8 + d] = mode + (most < -longestPrediction ? -longestPrediction : most) * scale;
    numbers[scales / 8 + d] = scale;
  }
}

/** The series of a density around where its mode is predicted. */
interface Series {
  readonly coefficients: Float64Array;
  readonly mode: number;
  readonly radius: number;
}

/** The shift to the mode and the scale there; undefined where a node would lie beyond the radius. */
function findMode(
  { coefficients, mode, radius }: Series,
  precision: number,
  reach: number,
): { readonly shift: number; readonly scale: number } | undefined {
  let [shift, scale] = [0, 1];
  for (let step = 0; step < mostSteps; step++) {
    let [slope, second] = [0, 0];
    for (let k = coefficients.length - 1; k >= 1; k--) {
      second = slope + second * shift;
      slope = k * coefficients[k]! + slope * shift;
    }
    const fall = -second;
    scale = 1 / Math.sqrt(precision + (fall < 0 ? 0 : fall));
    const move = (slope - precision * (mode + shift)) * scale;
    const most = longestStep < move ? longestStep : move;
    shift = shift + (most < -longestStep ? -longestStep : most) * scale;
    if (!(Math.abs(shift) + reach * scale < radius)) return undefined;
    if (!(Math.abs(move) >= shortStep)) break;
  }
  return { shift, scale };
}

/**
 * Moves predicted modes to those of the series, and writes their scales and the series at the nodes; where a node would
 * lie beyond the radius, `isFar` is one and the mode and the scale stay. Returns how many these are.
 */
export function centreSeries(
  { numbers }: Memory,
  densities: number,
  terms: number,
  coefficients: number,
  radii: number,
  modes: number,
  scales: number,
  precision: number,
  reach: number,
  points: number,
  nodes: number,
  _own: number,
  values: number,
  isFar: number,
): number {
  let far = 0;
  for (let d = 0; d < densities; d++) {
    const first = coefficients / 8 + d * terms;
    const series = numbers.subarray(first, first + terms);
    const mode = numbers[modes / 8 + d]!;
    const radius = numbers[radii / 8 + d]!;
    const found = findMode({ coefficients: series, mode, radius }, precision, reach);
    numbers[isFar / 8 + d] = found ? 0 : 1;
    if (!found) {
      far++;
      continue;
    }
    const { shift, scale } = found;
    numbers[modes / 8 + d] = mode + shift;
    numbers[scales / 8 + d] = scale;
    for (let q = 0; q < points; q++) {
      const by = shift + scale * numbers[nodes / 8 + q]!;
      let total = 0;
      for (let k = terms - 1; k >= 0; k--) total = series[k]! + total * by;
      numbers[values / 8 + d * points + q] = total;
    }
  }
  return far;
}

/**
 * From l at the nodes to r(t) = l + t²/2 − precision a²/2 there, at a = mode + scale t. Writes the integrals, as parts
 * of √2π e^m of each density; returns Σ m.
 */
export function integrateNormals(
  { numbers }: Memory,
  densities: number,
  precision: number,
  points: number,
  nodes: number,
  logWeights: number,
  modes: number,
  scales: number,
  remainders: number,
  integrals: number,
): number {
  const halfPrior = 0.5 * precision;
  let total = 0;
  for (let d = 0; d < densities; d++) {
    const mode = numbers[modes / 8 + d]!;
    const scale = numbers[scales / 8 + d]!;
    const from = remainders / 8 + d * points;
    let largest = -Infinity;
    for (let q = 0; q < points; q++) {
      const t = numbers[nodes / 8 + q]!;
      const a = mode + scale * t;
      const r = numbers[from + q]! + 0.5 * (t * t) - halfPrior * (a * a);
      numbers[from + q] = r;
      const log = r + numbers[logWeights / 8 + q]!;
      if (largest < log) largest = log;
    }
    let sum = 0;
    for (let q = 0; q < points; q++)
      sum = sum + exponential(numbers[from + q]! + numbers[logWeights / 8 + q]! - largest);
    numbers[integrals / 8 + d] = sum * scale;
    total = total + largest;
  }
  return total;
}

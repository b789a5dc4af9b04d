/**
 * The three estimators of the covariance between units: three numbers (variance, same district, different districts),
 * a line in distance and demographic distance, and a sum of kernels with non-negative weights.
 */
import { cholesky, deterministic, solveCholesky } from "../../../math/index.js";
import { nonNegativeLeastSquares } from "./non-negative.js";
import { distanceBetween, sampleCovariance } from "./unit-residuals.js";
import type { UnitResiduals } from "./unit-residuals.js";

export interface ThreeNumbers {
  readonly variance: number;
  readonly sameDistrict: number;
  readonly otherDistrict: number;
}

export function estimateThreeNumbers(units: UnitResiduals): ThreeNumbers {
  const n = units.size.length;
  const districts = units.district.reduce((most, d) => Math.max(most, d), 0) + 1;
  let [own, within, all] = [0, 0, 0];
  for (const residuals of units.elections) {
    const sums = new Float64Array(districts);
    residuals.forEach((value, i) => {
      sums[units.district[i]!]! += value;
      own += value * value;
    });
    const total = sums.reduce((a, b) => a + b, 0);
    all += total * total;
    within += sums.reduce((sum, value) => sum + value * value, 0);
  }
  const counts = new Float64Array(districts);
  for (const district of units.district) counts[district]!++;
  const pairs = counts.reduce((sum, count) => sum + count * count, 0);
  const elections = units.elections.length;
  return {
    variance: own / (elections * n),
    sameDistrict: (within - own) / (elections * (pairs - n)),
    otherDistrict: (all - within) / (elections * (n * n - pairs)),
  };
}

function fillPairs(n: number, of: (i: number, j: number) => number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      matrix[i * n + j] = of(i, j);
      matrix[j * n + i] = matrix[i * n + j]!;
    }
  return matrix;
}

/** (v - c_w) I + (c_w - c_b) ZZᵀ + c_b 11ᵀ. */
export function threeNumberCovariance(
  { variance, sameDistrict, otherDistrict }: ThreeNumbers,
  district: Int32Array,
): Float64Array {
  return fillPairs(district.length, (i, j) => {
    if (i === j) return variance;
    return district[i] === district[j] ? sameDistrict : otherDistrict;
  });
}

/** Square root of the sum of squared differences of standardised scores. */
function demographicDistance({ scores }: UnitResiduals, i: number, j: number): number {
  return Math.sqrt(
    scores.reduce((sum, score) => sum + (score[i]! - score[j]!) * (score[i]! - score[j]!), 0),
  );
}

/** Least squares of S on the features of pairs, from sums over i > j. */
function regressPairs(
  n: number,
  width: number,
  features: (i: number, j: number) => readonly number[],
  value: (i: number, j: number) => number,
): { gram: Float64Array; right: Float64Array } {
  const gram = new Float64Array(width * width);
  const right = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const own = features(i, j);
      const target = value(i, j);
      for (let a = 0; a < width; a++) {
        right[a]! += own[a]! * target;
        for (let b = 0; b <= a; b++) gram[a * width + b]! += own[a]! * own[b]!;
      }
    }
  }
  for (let a = 0; a < width; a++)
    for (let b = 0; b < a; b++) gram[b * width + a] = gram[a * width + b]!;
  return { gram, right };
}

/** α + β · distance + γ · demographic distance off the diagonal, the mean variance on it: nothing makes it positive definite. */
export function distanceCovariance(units: UnitResiduals): Float64Array {
  const n = units.size.length;
  const features = (i: number, j: number): readonly number[] => [
    1,
    distanceBetween(units, i, j),
    demographicDistance(units, i, j),
  ];
  const { gram, right } = regressPairs(n, 3, features, (i, j) => sampleCovariance(units, i, j));
  const factor = cholesky(gram, 3);
  if (factor === undefined) throw new Error("the pairs of units have no spread of distances");
  solveCholesky(factor, 3, right);
  const { variance } = estimateThreeNumbers(units);
  return fillPairs(n, (i, j) => {
    if (i === j) return variance;
    return features(i, j).reduce((sum, value, k) => sum + value * right[k]!, 0);
  });
}

/** Kernels of pairs, all positive semidefinite: state, each score, county, district, distance; then unit and 1 / size. */
function kernelValues(units: UnitResiduals, range: number, i: number, j: number): number[] {
  return [
    1,
    ...units.scores.map((score) => score[i]! * score[j]!),
    Number(units.county[i] === units.county[j]),
    Number(units.district[i] === units.district[j]),
    deterministic.exp(-distanceBetween(units, i, j) / range),
  ];
}

/** Σ θ_k K_k with θ >= 0: positive semidefinite by construction, positive definite where units have noise of their own. */
export function kernelCovariance(units: UnitResiduals, range: number): Float64Array {
  const n = units.size.length;
  const shared = units.scores.length + 4;
  const pair = (i: number, j: number): number[] => kernelValues(units, range, i, j);
  const { gram, right } = regressPairs(n, shared, pair, (i, j) => sampleCovariance(units, i, j));
  const shares = nonNegativeLeastSquares(gram, right);
  const smooth = (i: number, j: number): number =>
    pair(i, j).reduce((sum, value, k) => sum + value * shares[k]!, 0);
  const noise = fitNoise(units, (i) => sampleCovariance(units, i, i) - smooth(i, i));
  return fillPairs(
    n,
    (i, j) => smooth(i, j) + (i === j ? noise[0]! + noise[1]! / units.size[i]! : 0),
  );
}

/** What is left on the diagonal: σ² + ν² / size, both at least zero and not both zero. */
function fitNoise({ size }: UnitResiduals, left: (i: number) => number): Float64Array {
  const gram = new Float64Array(4);
  const right = new Float64Array(2);
  let mean = 0;
  size.forEach((own, i) => {
    const features = [1, 1 / own];
    const value = left(i);
    mean += Math.abs(value) / size.length;
    for (let a = 0; a < 2; a++) {
      right[a]! += features[a]! * value;
      for (let b = 0; b < 2; b++) gram[2 * a + b]! += features[a]! * features[b]!;
    }
  });
  const noise = nonNegativeLeastSquares(gram, right);
  return noise.some((value) => value > 0) ? noise : Float64Array.of(0.01 * mean + 1e-8, 0);
}

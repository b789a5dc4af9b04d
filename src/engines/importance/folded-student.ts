/** Student's t with eight degrees of freedom, folded at zero in the coordinates that have no sign. */
import {
  chiSquareQuantile,
  cholesky,
  deterministic,
  logSumExp,
  normalQuantile,
  solveLower,
} from "../../math/index.js";

export interface FoldedStudent {
  readonly mean: Float64Array;
  /** Lower factor of the scale matrix, row-major. */
  readonly factor: Float64Array;
  /** Coordinates that are folded, as far as their other side has mass. */
  readonly folded: readonly number[];
  readonly logDeterminant: number;
}

const degrees = 8;
/** Beyond so many sds from zero the other side of a folded coordinate has less than 2e-4 of the mass. */
const farFromZero = 6;
const mostFolded = 8;

/** Undefined where the scale matrix is not positive definite. */
export function openFoldedStudent(
  mean: Float64Array,
  scale: Float64Array,
  signless: readonly number[],
): FoldedStudent | undefined {
  const d = mean.length;
  const factor = cholesky(scale, d);
  if (factor === undefined) return undefined;
  const distance = (k: number): number => mean[k]! / Math.sqrt(scale[k * d + k]!);
  const folded = signless
    .filter((k) => distance(k) < farFromZero)
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, mostFolded);
  let logDeterminant = 0;
  for (let k = 0; k < d; k++) logDeterminant += deterministic.log(factor[k * d + k]!);
  return { mean, factor, folded, logDeterminant };
}

/** Log density but for a constant that depends on the dimension alone. */
export function openDensity(student: FoldedStudent): (v: Float64Array) => number {
  const { mean, factor, folded, logDeterminant } = student;
  const d = mean.length;
  const z = new Float64Array(d);
  const logs = new Float64Array(1 << folded.length);
  return (v) => {
    for (let signs = 0; signs < logs.length; signs++) {
      for (let k = 0; k < d; k++) z[k] = v[k]! - mean[k]!;
      for (let at = 0; at < folded.length; at++) {
        const k = folded[at]!;
        if (((signs >> at) & 1) === 1) z[k] = -v[k]! - mean[k]!;
      }
      solveLower(factor, d, z);
      let square = 0;
      for (let k = 0; k < d; k++) square += z[k]! * z[k]!;
      logs[signs] = -0.5 * (degrees + d) * deterministic.log1p(square / degrees);
    }
    return logSumExp(logs) - logDeterminant;
  };
}

/** The point that a point of the unit cube of one more dimension stands for, its signless coordinates made positive. */
export function studentPoint(
  { mean, factor }: FoldedStudent,
  signless: readonly number[],
  u: Float64Array,
): Float64Array {
  const d = mean.length;
  const stretch = Math.sqrt(degrees / chiSquareQuantile(u[0]!, degrees));
  const z = mean.map((_, j) => stretch * normalQuantile(u[j + 1]!));
  const v = mean.map((entry, i) => {
    let total = entry;
    for (let j = 0; j <= i; j++) total += factor[i * d + j]! * z[j]!;
    return total;
  });
  for (const k of signless) v[k] = Math.abs(v[k]!);
  return v;
}

/** Student's t with eight degrees of freedom, folded at zero in the coordinates that have no sign. */
import {
  cholesky,
  deterministic,
  logSumExp,
  solveLower,
  type RandomStream,
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
export function logDensityOf(student: FoldedStudent, v: Float64Array): number {
  const { mean, factor, folded, logDeterminant } = student;
  const d = mean.length;
  const z = new Float64Array(d);
  const logs = new Float64Array(1 << folded.length);
  for (let signs = 0; signs < logs.length; signs++) {
    for (let k = 0; k < d; k++) z[k] = v[k]! - mean[k]!;
    folded.forEach((k, at) => {
      if (((signs >> at) & 1) === 1) z[k] = -v[k]! - mean[k]!;
    });
    solveLower(factor, d, z);
    let square = 0;
    for (let k = 0; k < d; k++) square += z[k]! * z[k]!;
    logs[signs] = -0.5 * (degrees + d) * deterministic.log1p(square / degrees);
  }
  return logSumExp(logs) - logDeterminant;
}

/** A draw, its signless coordinates made positive. */
export function drawStudent(
  { mean, factor }: FoldedStudent,
  signless: readonly number[],
  random: RandomStream,
): Float64Array {
  const d = mean.length;
  const z = Float64Array.from({ length: d }, () => random.normal());
  // A chi-square with eight degrees of freedom is the sum of four exponentials with mean two.
  let chiSquare = 0;
  for (let i = 0; i < degrees / 2; i++) chiSquare -= 2 * deterministic.log(random.uniform());
  const stretch = Math.sqrt(degrees / chiSquare);
  const v = mean.map((entry, i) => {
    let total = entry;
    for (let j = 0; j <= i; j++) total += stretch * factor[i * d + j]! * z[j]!;
    return total;
  });
  for (const k of signless) v[k] = Math.abs(v[k]!);
  return v;
}

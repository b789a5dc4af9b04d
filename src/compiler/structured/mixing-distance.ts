/**
 * How far a BYM2 effect with spatial share φ is from one without any: with γ the eigenvalues of the scaled
 * structure R (1/γ := 0 on its null space), d² = Σ φ (1/γ − 1) − Σ log(1 + φ (1/γ − 1)) (Riebler et al.
 * 2016). Σ log over eigenvalues is a determinant: log |R + c I| with c = φ / (1 − φ), so no eigenvalue is
 * ever computed.
 */
import { deterministic, uniformSpline, type UniformSpline } from "../../math/index.js";
import { analysePattern, openFactor, type SymmetricMatrix } from "../../math/sparse/index.js";
import type { MeasuredStructure } from "./measure-structure.js";

const { exp, log, log1p } = deterministic;

/** Knots in t = logit φ: below, log d is a line; above, hardly any prior mass is left. */
const first = -8;
const last = 16;
const step = 0.5;

function openShiftedDeterminant({ pattern, values }: SymmetricMatrix): (shift: number) => number {
  const factor = openFactor(analysePattern(pattern));
  const shifted = new Float64Array(values.length);
  return (shift) => {
    shifted.set(values);
    for (let j = 0; j < pattern.size; j++) shifted[pattern.columnStart[j]!]! += shift;
    if (!factor.factorise(shifted)) throw new Error("a shifted structure matrix is not positive");
    return factor.logDeterminant();
  };
}

/** The logarithm of the distance as a function of t = logit φ. */
export function mixingDistance(measured: MeasuredStructure): UniformSpline {
  const { matrix, rank, logDeterminant, totalVariance } = measured;
  const n = matrix.pattern.size;
  const logShifted = openShiftedDeterminant(matrix);
  const count = Math.round((last - first) / step) + 1;
  const logDistance = Float64Array.from({ length: count }, (_, k) => {
    const t = first + k * step;
    const c = exp(t);
    const share = c / (1 + c);
    const logs = -n * log1p(c) + logShifted(c) - (n - rank) * t - logDeterminant;
    return 0.5 * log(share * (totalVariance - n) - logs);
  });
  return uniformSpline(first, step, logDistance);
}

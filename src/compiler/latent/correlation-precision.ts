/**
 * Σ⁻¹ of correlated effects and its derivatives: Σ = D R D with sds exp(theta) in D and R = L Lᵀ, L from
 * partial correlations as in the graph's `correlation_cholesky`. Then Σ⁻¹ = M Mᵀ with M = D⁻¹ L⁻ᵀ.
 */
import { deterministic } from "../../math/index.js";
import { correlationFactor, factorDerivative, invertLower } from "./correlation-factor.js";

/** D⁻¹ S D⁻¹ for S[i,j] = Σ_m left[m,i] right[m,j]. */
function scaledProduct(
  left: Float64Array,
  right: Float64Array,
  inverseSds: Float64Array,
): Float64Array {
  const k = inverseSds.length;
  const result = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      let total = 0;
      for (let m = 0; m < k; m++) total += left[m * k + i]! * right[m * k + j]!;
      result[i * k + j] = total * inverseSds[i]! * inverseSds[j]!;
    }
  return result;
}

/** The covariance of k effects at given log sds and unconstrained partial correlations. */
export interface EffectsCovariance {
  readonly free: Float64Array;
  readonly factor: Float64Array;
  readonly inverse: Float64Array;
  readonly inverseSds: Float64Array;
}

export function effectsCovariance(logSds: Float64Array, free: Float64Array): EffectsCovariance {
  const k = logSds.length;
  const factor = correlationFactor(free, k);
  return {
    free,
    factor,
    inverse: invertLower(factor, k),
    inverseSds: logSds.map((theta) => deterministic.exp(-theta)),
  };
}

/** Row-major Σ⁻¹. */
export function precisionOf({ inverse, inverseSds }: EffectsCovariance): Float64Array {
  return scaledProduct(inverse, inverse, inverseSds);
}

/** d Σ⁻¹ / d log sd: minus the row and the column of the effect. */
export function precisionByScale(precision: Float64Array, effect: number): Float64Array {
  const k = Math.sqrt(precision.length);
  const slope = new Float64Array(precision.length);
  for (let j = 0; j < k; j++) {
    slope[effect * k + j]! -= precision[effect * k + j]!;
    slope[j * k + effect]! -= precision[j * k + effect]!;
  }
  return slope;
}

/** d Σ⁻¹ / d y for an unconstrained partial correlation, through d L⁻¹. */
export function precisionByCorrelation(covariance: EffectsCovariance, pair: number): Float64Array {
  const { free, factor, inverse, inverseSds } = covariance;
  const k = inverseSds.length;
  const change = factorDerivative(free, factor, inverse, k, pair);
  const half = scaledProduct(change, inverse, inverseSds);
  const slope = new Float64Array(half.length);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) slope[i * k + j] = half[i * k + j]! + half[j * k + i]!;
  return slope;
}

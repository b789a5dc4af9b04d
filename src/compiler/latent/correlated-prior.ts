/**
 * Correlated group effects: covariance Σ = D R D with sds exp(theta) in D and R = L Lᵀ, L from partial
 * correlations as in the graph's `correlation_cholesky`. Then Σ⁻¹ = M Mᵀ with M = D⁻¹ L⁻ᵀ.
 */
import { deterministic } from "../../math/index.js";
import type { MatrixEntries } from "../../target/index.js";
import { denseBlocksPattern, logTwoPi, type BlockPrior } from "./block-prior.js";
import type { GroupLatentBlock } from "./latent-plan.js";
import { correlationFactor, factorDerivative, invertLower } from "./correlation-factor.js";

/** Lower triangle of a k × k matrix by columns. */
function packLower(matrix: Float64Array, k: number): Float64Array {
  const packed = new Float64Array((k * (k + 1)) / 2);
  let slot = 0;
  for (let j = 0; j < k; j++) for (let i = j; i < k; i++) packed[slot++] = matrix[i * k + j]!;
  return packed;
}

function repeat(packed: Float64Array, levels: number, into: Float64Array): void {
  for (let level = 0; level < levels; level++) into.set(packed, level * packed.length);
}

export function correlatedPrior({
  levels,
  effects: k,
  hyperparameters,
}: GroupLatentBlock): BlockPrior {
  const pairs = (k * (k - 1)) / 2;
  const sds = hyperparameters.slice(0, k);
  const free = new Float64Array(pairs);
  const inverseSds = new Float64Array(k);
  const all = Int32Array.from({ length: (levels * k * (k + 1)) / 2 }, (_, slot) => slot);
  const slopes = new Float64Array(all.length);

  const read = (theta: Float64Array): { factor: Float64Array; inverse: Float64Array } => {
    for (let i = 0; i < k; i++) inverseSds[i] = deterministic.exp(-theta[sds[i]!]!);
    for (let p = 0; p < pairs; p++) free[p] = theta[hyperparameters[k + p]!]!;
    const factor = correlationFactor(free, k);
    return { factor, inverse: invertLower(factor, k) };
  };

  /** D⁻¹ S D⁻¹ for S = Σ_m left[m,i] right[m,j], symmetrised. */
  const scaled = (left: Float64Array, right: Float64Array): Float64Array => {
    const result = new Float64Array(k * k);
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) {
        let total = 0;
        for (let m = 0; m < k; m++) total += left[m * k + i]! * right[m * k + j]!;
        result[i * k + j] = total * inverseSds[i]! * inverseSds[j]!;
      }
    return result;
  };

  /** d Σ⁻¹: for an sd, −(row and column of Σ⁻¹); for a partial correlation through d L⁻¹ = −L⁻¹ dL L⁻¹. */
  const slopeOf = (theta: Float64Array, which: number): Float64Array => {
    const { factor, inverse } = read(theta);
    const result = new Float64Array(k * k);
    if (which < k) {
      const precision = scaled(inverse, inverse);
      for (let i = 0; i < k; i++)
        for (let j = 0; j < k; j++)
          result[i * k + j] =
            -precision[i * k + j]! * ((i === which ? 1 : 0) + (j === which ? 1 : 0));
      return result;
    }
    const change = factorDerivative(free, factor, inverse, k, which - k);
    const half = scaled(change, inverse);
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) result[i * k + j] = half[i * k + j]! + half[j * k + i]!;
    return result;
  };

  return {
    pattern: denseBlocksPattern(levels, k),
    constraints: [],
    hyperparameters,
    write(theta, values) {
      const { inverse } = read(theta);
      repeat(packLower(scaled(inverse, inverse), k), levels, values);
    },
    derivative(theta, which): MatrixEntries {
      repeat(packLower(slopeOf(theta, which), k), levels, slopes);
      return { slots: all, values: slopes };
    },
    logNormaliser(theta, gradient) {
      const { factor } = read(theta);
      let total = -0.5 * levels * k * logTwoPi;
      for (let i = 0; i < k; i++) {
        total -= levels * (theta[sds[i]!]! + deterministic.log(factor[i * k + i]!));
        gradient[sds[i]!]! -= levels;
      }
      // L[i,i] = Π √(1 − tanh² y), so d log L[i,i] / dy = −tanh y.
      for (let p = 0; p < pairs; p++)
        gradient[hyperparameters[k + p]!]! += levels * deterministic.tanh(free[p]!);
      return total;
    },
  };
}

/** Correlated group effects: one k × k precision, the same for every level. */
import { deterministic } from "../../math/index.js";
import type { MatrixEntries } from "../../target/index.js";
import { denseBlocksPattern, logTwoPi, type BlockPrior } from "./block-prior.js";
import {
  effectsCovariance,
  precisionByCorrelation,
  precisionByScale,
  precisionOf,
  type EffectsCovariance,
} from "./correlation-precision.js";
import type { GroupLatentBlock } from "./latent-plan.js";

/** Writes the lower triangle of a row-major k × k matrix by columns, once for each level. */
function repeatLower(matrix: Float64Array, k: number, levels: number, into: Float64Array): void {
  const perLevel = (k * (k + 1)) / 2;
  let slot = 0;
  for (let j = 0; j < k; j++) for (let i = j; i < k; i++) into[slot++] = matrix[i * k + j]!;
  for (let level = 1; level < levels; level++) into.copyWithin(level * perLevel, 0, perLevel);
}

/** −levels log |D L|, and its derivative: L[i,i] = Π √(1 − tanh² y), so d log L[i,i] / dy = −tanh y. */
function addLogDeterminant(
  { hyperparameters, levels, effects: k }: GroupLatentBlock,
  { factor, free }: EffectsCovariance,
  theta: Float64Array,
  gradient: Float64Array,
): number {
  let total = -0.5 * levels * k * logTwoPi;
  for (let i = 0; i < k; i++) {
    const place = hyperparameters[i]!;
    total -= levels * (theta[place]! + deterministic.log(factor[i * k + i]!));
    gradient[place]! -= levels;
  }
  free.forEach((y, p) => (gradient[hyperparameters[k + p]!]! += levels * deterministic.tanh(y)));
  return total;
}

interface KnownCovariance extends EffectsCovariance {
  readonly precision: Float64Array;
}

/** What one theta makes of the block is asked for again and again. */
function openCovariance({ hyperparameters, effects: k }: GroupLatentBlock) {
  const own = new Float64Array(hyperparameters.length).fill(NaN);
  let known: KnownCovariance | undefined;
  return (theta: Float64Array): KnownCovariance => {
    let moved = known === undefined;
    for (let i = 0; i < own.length; i++) {
      const value = theta[hyperparameters[i]!]!;
      if (value !== own[i]) moved = true;
      own[i] = value;
    }
    if (!moved && known) return known;
    const covariance = effectsCovariance(own.slice(0, k), own.slice(k));
    known = { ...covariance, precision: precisionOf(covariance) };
    return known;
  };
}

export function correlatedPrior(block: GroupLatentBlock): BlockPrior {
  const { levels, effects: k, hyperparameters } = block;
  const slots = Int32Array.from({ length: (levels * k * (k + 1)) / 2 }, (_, slot) => slot);
  const slopes = new Float64Array(slots.length);
  const at = openCovariance(block);
  return {
    pattern: denseBlocksPattern(levels, k),
    constraints: [],
    hyperparameters,
    write(theta, values) {
      repeatLower(at(theta).precision, k, levels, values);
    },
    derivative(theta, which): MatrixEntries {
      const covariance = at(theta);
      const slope =
        which < k
          ? precisionByScale(covariance.precision, which)
          : precisionByCorrelation(covariance, which - k);
      repeatLower(slope, k, levels, slopes);
      return { slots, values: slopes };
    },
    logNormaliser: (theta, gradient) => addLogDeterminant(block, at(theta), theta, gradient),
  };
}

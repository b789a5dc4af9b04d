/** Group effects without correlations: the precision of effect e is exp(−2 theta_e). */
import { deterministic } from "../../math/index.js";
import { diagonalPattern, logTwoPi, type BlockPrior } from "./block-prior.js";
import type { GroupLatentBlock } from "./latent-plan.js";

export function independentPrior({
  levels,
  effects,
  hyperparameters,
}: GroupLatentBlock): BlockPrior {
  const slots = hyperparameters.map((_, effect) =>
    Int32Array.from({ length: levels }, (_level, level) => level * effects + effect),
  );
  const slopes = new Float64Array(levels);
  const precisionOf = (theta: Float64Array, effect: number): number =>
    deterministic.exp(-2 * theta[hyperparameters[effect]!]!);
  return {
    pattern: diagonalPattern(levels * effects),
    constraints: [],
    hyperparameters,
    write(theta, values) {
      for (let effect = 0; effect < effects; effect++) {
        const precision = precisionOf(theta, effect);
        for (const slot of slots[effect]!) values[slot] = precision;
      }
    },
    derivative: (theta, effect) => ({
      slots: slots[effect]!,
      values: slopes.fill(-2 * precisionOf(theta, effect)),
    }),
    logNormaliser(theta, gradient) {
      let total = 0;
      for (const k of hyperparameters) {
        total -= levels * (theta[k]! + 0.5 * logTwoPi);
        gradient[k]! -= levels;
      }
      return total;
    },
  };
}

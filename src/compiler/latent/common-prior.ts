/** Normal priors of intercept and common coefficients; flat ones have precision zero. */
import { deterministic } from "../../math/index.js";
import { denseBlocksPattern, diagonalPattern, logTwoPi, type BlockPrior } from "./block-prior.js";
import type { CommonLatentBlock } from "./latent-plan.js";

function diagonalValues({ precision, combination, size }: CommonLatentBlock): Float64Array {
  if (combination === undefined) return precision;
  const { weights, precision: own } = combination;
  const values = new Float64Array((size * (size + 1)) / 2);
  let slot = 0;
  for (let j = 0; j < size; j++)
    for (let i = j; i < size; i++)
      values[slot++] = own * weights[i]! * weights[j]! + (i === j ? precision[j]! : 0);
  return values;
}

/**
 * Coefficients have precision p_j, their combination aᵀx has its own: |Q| = own · Π p_j · (entry of a at
 * the only flat coefficient, the intercept, which is 1)², so the determinant is a product.
 */
function logConstant({ precision, combination }: CommonLatentBlock): number {
  const proper = [...precision, ...(combination ? [combination.precision] : [])].filter(
    (p) => p > 0,
  );
  return proper.reduce((total, p) => total + 0.5 * (deterministic.log(p) - logTwoPi), 0);
}

export function commonPrior(block: CommonLatentBlock): BlockPrior {
  const values = diagonalValues(block);
  const constant = logConstant(block);
  const { size } = block;
  return {
    pattern: block.combination ? denseBlocksPattern(1, size) : diagonalPattern(size),
    mean: block.mean,
    constraints: [],
    hyperparameters: [],
    write: (_theta, into) => into.set(values),
    derivative() {
      throw new Error("priors of common coefficients have no hyperparameters");
    },
    logNormaliser: () => constant,
  };
}

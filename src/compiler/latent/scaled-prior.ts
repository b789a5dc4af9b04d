/** Effects whose precision is a structure matrix over the variance: R exp(−2 theta). */
import { deterministic } from "../../math/index.js";
import { logTwoPi, type BlockPrior } from "./block-prior.js";
import { repeatPattern, repeatValues, zeroSumPins, zeroSumRows } from "./copies.js";
import type { StructuredLatentBlock } from "./latent-plan.js";

export function scaledPrior(block: StructuredLatentBlock): BlockPrior {
  const { nodes, copies, measured, hyperparameters } = block;
  const { matrix, rank, logDeterminant } = measured!;
  const size = nodes * copies;
  const pattern = repeatPattern(matrix.pattern, copies);
  const structure = new Float64Array(pattern.rowIndex.length);
  repeatValues(matrix.values, copies, structure);
  const slots = Int32Array.from({ length: structure.length }, (_, slot) => slot);
  const slopes = new Float64Array(structure.length);
  const place = hyperparameters[0]!;
  const write = (theta: Float64Array, values: Float64Array, factor: number): void => {
    const precision = factor * deterministic.exp(-2 * theta[place]!);
    for (let s = 0; s < structure.length; s++) values[s] = precision * structure[s]!;
  };
  return {
    pattern,
    constraints: zeroSumRows(block, 0, size),
    pinned: zeroSumPins(block, 0),
    hyperparameters,
    write: (theta, values) => write(theta, values, 1),
    derivative(theta) {
      write(theta, slopes, -2);
      return { slots, values: slopes };
    },
    logNormaliser(theta, gradient) {
      gradient[place]! -= copies * rank;
      return copies * (0.5 * logDeterminant - rank * (theta[place]! + 0.5 * logTwoPi));
    },
  };
}

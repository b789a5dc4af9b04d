/** Cuts a chain to the draws that a fit keeps. */
import { sliceDraws, type ChainResult } from "../engines/nuts/index.js";

/** The first `draws` draws of a chain of the given dimension, with their statistics. */
export function truncateChain(result: ChainResult, draws: number, dimension: number): ChainResult {
  if (result.draws === draws) return result;
  const { positions, statistics } = result;
  const { positions: kept, ...record } = sliceDraws(
    { ...statistics, positions },
    0,
    draws,
    dimension,
  );
  return { ...result, positions: kept, draws, statistics: { ...statistics, ...record } };
}

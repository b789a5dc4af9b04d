/** Cuts an interrupted chain to the length of the shortest one. */
import type { ChainResult } from "../engines/nuts/index.js";

/** The first `draws` draws of a chain of the given dimension, with their statistics. */
export function truncateChain(result: ChainResult, draws: number, dimension: number): ChainResult {
  if (result.draws === draws) return result;
  const { statistics } = result;
  return {
    ...result,
    positions: result.positions.slice(0, draws * dimension),
    draws,
    statistics: {
      ...statistics,
      logDensity: statistics.logDensity.slice(0, draws),
      acceptance: statistics.acceptance.slice(0, draws),
      energy: statistics.energy.slice(0, draws),
      treeDepth: statistics.treeDepth.slice(0, draws),
      leapfrogs: statistics.leapfrogs.slice(0, draws),
      divergent: statistics.divergent.slice(0, draws),
    },
  };
}

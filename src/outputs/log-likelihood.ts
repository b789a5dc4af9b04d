/** The log likelihood of every row under every draw, for a file that was asked to hold it. */
import { rowDraws } from "../posterior/index.js";
import type { Posterior } from "../posterior/index.js";

/** `values[draw * rows + row]`. */
export function logLikelihoods(posterior: Posterior): Float64Array {
  const { chains, drawsPerChain } = posterior.draws;
  const rows = posterior.model.spec.design.predictor.rowCount;
  const values = new Float64Array(chains * drawsPerChain * rows);
  for (const { row, logLikelihood } of rowDraws(posterior))
    logLikelihood.forEach((value, draw) => {
      values[draw * rows + row] = value;
    });
  return values;
}

/** Draws weighted as if the prior or the likelihood had been raised to a power (Kallioinen et al. 2023). */
import { openRowLikelihoods, openTopLevelPrior } from "../../compiler/index.js";
import { smoothWeights, type SmoothedWeights } from "../../math/index.js";
import { distinctRows } from "../criticism/distinct-rows.js";
import type { Draws, Posterior } from "../posterior.js";

export type ScaledPart = "prior" | "likelihood";

function ofEveryDraw({ parameters, values }: Draws, of: (draw: Float64Array) => number) {
  const width = parameters.length;
  return Float64Array.from({ length: values.length / width }, (_, draw) =>
    of(values.subarray(draw * width, (draw + 1) * width)),
  );
}

/** The log likelihood of all rows; rows that are the same are computed once. */
function logLikelihoods({ model, draws }: Posterior): Float64Array {
  const { first, kindOf } = distinctRows(model);
  const counts = new Float64Array(first.length);
  for (const kind of kindOf) counts[kind] = counts[kind]! + 1;
  const rows = openRowLikelihoods(model)(first);
  const each = new Float64Array(first.length);
  return ofEveryDraw(draws, (draw) => {
    rows.logLikelihood(draw, each);
    return each.reduce((sum, value, kind) => sum + counts[kind]! * value, 0);
  });
}

/** Weights of the draws when a part has the power alpha; they are smoothed, and sum to one. */
export function openPowerScaling(
  posterior: Posterior,
): (part: ScaledPart, alpha: number) => SmoothedWeights {
  const logs: Readonly<Record<ScaledPart, Float64Array>> = {
    prior: ofEveryDraw(posterior.draws, openTopLevelPrior(posterior.model)),
    likelihood: logLikelihoods(posterior),
  };
  return (part, alpha) => smoothWeights(logs[part].map((value) => (alpha - 1) * value));
}

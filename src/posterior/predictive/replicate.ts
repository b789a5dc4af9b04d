/** Responses that a model would produce with given values of its parameters. */
import { openPredictor } from "../../compiler/index.js";
import type { CompiledModel } from "../../compiler/compiled-model.js";
import { deterministic, type RandomStream } from "../../math/index.js";
import { families, links } from "../../vocabulary/index.js";

export interface Replicator {
  readonly rowCount: number;
  /**
   * Writes one response per row of the data. NaN where the mean is one that the family cannot have
   * or the response is not a number it allows. `draw` holds the reported parameters.
   */
  replicate(draw: Float64Array, random: RandomStream, responses: Float64Array): void;
}

/** Responses on the rows that the model was fitted to; weights of the likelihood play no part. */
export function openReplicator(model: CompiledModel): Replicator {
  const { spec, parameters } = model;
  const { predictor, response } = spec.design;
  const linear = openPredictor(spec, predictor, parameters);
  const eta = new Float64Array(predictor.rowCount);
  const noNewLevels = predictor.group.map(() => new Float64Array(0));
  const auxiliaryPlaces = parameters.flatMap(({ role }, i) => (role === "auxiliary" ? [i] : []));
  const family = families[spec.family];
  const link = links[spec.link];
  const { lower, upper } = family.meanRange;
  const respond = (row: number, auxiliary: readonly number[], random: RandomStream): number => {
    const mean = link.inverse(eta[row]!, deterministic);
    if (!(mean >= lower && mean <= upper && Number.isFinite(mean))) return Number.NaN;
    const trials = response.trials?.[row] ?? 1;
    const error = response.standardErrors?.[row];
    const drawn = family.sampleResponse(
      mean,
      error === undefined ? auxiliary : [error],
      trials,
      random,
    );
    return Number.isFinite(drawn) && family.accepts(drawn, trials) ? drawn : Number.NaN;
  };
  return {
    rowCount: predictor.rowCount,
    replicate(draw, random, responses) {
      linear.evaluate(draw, noNewLevels, eta);
      const auxiliary = auxiliaryPlaces.map((place) => draw[place]!);
      for (let row = 0; row < eta.length; row++) responses[row] = respond(row, auxiliary, random);
    },
  };
}

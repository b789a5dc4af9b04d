/** Predictions of rows for one draw after the other, on the scale that was asked for. */
import { openPredictor } from "../../compiler/index.js";
import type { LinearPredictor } from "../../design/design-blocks.js";
import { openStream } from "../../math/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import { families } from "../../vocabulary/index.js";
import { openNewEffects } from "../mrp/new-effects.js";
import type { Asking } from "./question.js";

export interface PredictionSource {
  /** One a row; overwritten by `load`. NaN where the family has no such mean. */
  readonly predictions: Float64Array;
  load(draw: Float64Array): void;
}

/** What new responses need besides the mean. */
export interface Responding {
  /** Trials of each row. */
  readonly trials: Float64Array;
  /** Tells the streams of random numbers of blocks apart. */
  readonly block: number;
}

/** Turns means into responses in place. */
function openResponses(
  { model }: Posterior,
  seed: number,
  { trials, block }: Responding,
): (draw: Float64Array, means: Float64Array) => void {
  const family = families[model.spec.family];
  const { lower, upper } = family.meanRange;
  const places = model.parameters.flatMap(({ role }, at) => (role === "auxiliary" ? [at] : []));
  const random = openStream(seed, "predictions", block);
  return (draw, means) => {
    const auxiliary = places.map((place) => draw[place]!);
    for (let row = 0; row < means.length; row++) {
      const mean = means[row]!;
      means[row] =
        mean >= lower && mean <= upper
          ? family.sampleResponse(mean, auxiliary, trials[row]!, random)
          : NaN;
    }
  };
}

/**
 * New levels get their effects from a stream of their own that is opened anew, so that every block of
 * rows sees the same ones.
 */
export function openPredictions(
  posterior: Posterior,
  rows: LinearPredictor,
  { scale, newLevels = "gaussian", seed }: Asking,
  responding: Responding,
): PredictionSource {
  const { spec, parameters } = posterior.model;
  const random = openStream(seed, "new levels");
  const effects = openNewEffects(spec, rows, parameters, newLevels, random);
  const predictor = openPredictor(spec, rows, parameters);
  const respond = scale === "predictive" ? openResponses(posterior, seed, responding) : undefined;
  const predictions = new Float64Array(rows.rowCount);
  return {
    predictions,
    load(draw) {
      effects.fill(draw);
      if (scale === "link") predictor.evaluate(draw, effects.arrays, predictions);
      else predictor.evaluateMean(draw, effects.arrays, predictions);
      respond?.(draw, predictions);
    },
  };
}

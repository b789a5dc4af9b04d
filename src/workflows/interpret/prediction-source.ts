/** Predictions of rows for one draw after the other, on the scale that was asked for. */
import { openPredictor } from "../../compiler/index.js";
import type { LinearPredictor } from "../../design/design-blocks.js";
import { deterministic, openStream } from "../../math/index.js";
import type { TotalsSpec } from "../../model/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import { families } from "../../vocabulary/index.js";
import { openNewEffects } from "../mrp/new-effects.js";
import { openOutcomesOfPeople, type UnseenLevels } from "../mrp/outcomes-of-people.js";
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
  /** Which outcome is predicted, of a model of totals. */
  readonly outcome: number;
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

/** Predicts a draw whose effects of new levels are filled in. */
interface OpenRows {
  load(draw: Float64Array, into: Float64Array): void;
}

function openMeans({ model }: Posterior, rows: LinearPredictor, asking: NewLevelAsking): OpenRows {
  const { spec, parameters } = model;
  const effects = openNewEffects(spec, rows, parameters, asking.newLevels, asking.random);
  const predictor = openPredictor(spec, rows, parameters);
  return {
    load(draw, into) {
      effects.fill(draw);
      if (asking.scale === "link") predictor.evaluate(draw, effects.arrays, into);
      else predictor.evaluateMean(draw, effects.arrays, into);
    },
  };
}

/** Probabilities of one outcome, or its score against that of the reference. */
function openOutcome(
  { model }: Posterior,
  totals: TotalsSpec,
  rows: LinearPredictor,
  asking: NewLevelAsking,
  outcome: number,
): OpenRows {
  const { values, load } = openOutcomesOfPeople(model, totals, rows, asking);
  const width = totals.outcomes.length;
  return {
    load(draw, into) {
      load(draw);
      for (let i = 0; i < into.length; i++) {
        const share = values[i * width + outcome]!;
        into[i] =
          asking.scale === "link"
            ? deterministic.log(share / values[i * width + totals.reference]!)
            : share;
      }
    },
  };
}

interface NewLevelAsking extends UnseenLevels {
  readonly scale: Asking["scale"];
}

/**
 * New levels get their effects from a stream of their own that is opened anew, so that every block of
 * rows, and every outcome of a model of totals, sees the same ones.
 */
export function openPredictions(
  posterior: Posterior,
  rows: LinearPredictor,
  { scale, newLevels = "gaussian", seed }: Asking,
  responding: Responding,
): PredictionSource {
  const { totals } = posterior.model.spec;
  const asking = { scale, newLevels, random: openStream(seed, "new levels") };
  const opened = totals
    ? openOutcome(posterior, totals, rows, asking, responding.outcome)
    : openMeans(posterior, rows, asking);
  const respond = scale === "predictive" ? openResponses(posterior, seed, responding) : undefined;
  const predictions = new Float64Array(rows.rowCount);
  return {
    predictions,
    load(draw) {
      opened.load(draw, predictions);
      respond?.(draw, predictions);
    },
  };
}

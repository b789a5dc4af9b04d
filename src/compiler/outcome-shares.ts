/** Probabilities of every outcome for the people of a model of totals, one draw of its parameters at a time. */
import { deterministic } from "../math/index.js";
import type { TotalsSpec } from "../model/index.js";
import type { CompiledModel } from "./compiled-model.js";
import { openPredictor } from "./predictor.js";
import { predictorOfRows } from "./predictor-rows.js";

export interface OutcomeShares {
  readonly rowCount: number;
  /** Writes row-major rows × outcomes. */
  evaluate(draw: Float64Array, into: Float64Array): void;
}

/** Of all rows of the people, or of some in the order given. */
export function openOutcomeShares(
  { spec, parameters }: Pick<CompiledModel, "spec" | "parameters">,
  { predictors, outcomes, reference }: TotalsSpec,
  rows?: Int32Array,
): OutcomeShares {
  const opened = predictors.map(({ predictor: all, intercept }) => {
    const predictor = rows ? predictorOfRows(all, rows) : all;
    return {
      linear: openPredictor({ link: spec.link, intercept }, predictor, parameters),
      none: predictor.group.map(() => new Float64Array(0)),
      eta: new Float64Array(predictor.rowCount),
    };
  });
  const { rowCount } = opened[0]!.linear;
  const width = outcomes.length;
  const place = opened.map((_, k) => (k < reference ? k : k + 1));
  return {
    rowCount,
    evaluate(draw, into) {
      for (const { linear, none, eta } of opened) linear.evaluate(draw, none, eta);
      for (let i = 0; i < rowCount; i++) {
        const at = i * width;
        let largest = 0;
        for (const { eta } of opened) largest = Math.max(largest, eta[i]!);
        let total = (into[at + reference] = deterministic.exp(-largest));
        for (let k = 0; k < opened.length; k++)
          total += into[at + place[k]!] = deterministic.exp(opened[k]!.eta[i]! - largest);
        for (let c = 0; c < width; c++) into[at + c]! /= total;
      }
    },
  };
}

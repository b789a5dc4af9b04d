/** Probabilities of every outcome for the people of a model of totals, one draw of its parameters at a time. */
import type { LinearPredictor } from "../design/design-blocks.js";
import { deterministic } from "../math/index.js";
import type { TotalsSpec } from "../model/index.js";
import type { CompiledModel } from "./compiled-model.js";
import { openPredictor } from "./predictor.js";
import { predictorOfRows } from "./predictor-rows.js";

type NewEffectArrays = readonly (readonly Float64Array[])[];

export interface OutcomeShares {
  readonly rowCount: number;
  /** Writes row-major rows × outcomes; effects of new levels are by predictor, an array a block. */
  evaluate(draw: Float64Array, into: Float64Array, newEffects?: NewEffectArrays): void;
}

type SharesModel = Pick<CompiledModel, "spec" | "parameters">;

/** For other people: the design of each predictor on their rows. */
export function openSharesOf(
  { spec, parameters }: SharesModel,
  { predictors, outcomes, reference }: TotalsSpec,
  designs: readonly LinearPredictor[],
): OutcomeShares {
  const opened = designs.map((predictor, k) => ({
    linear: openPredictor(
      { link: spec.link, intercept: predictors[k]!.intercept },
      predictor,
      parameters,
    ),
    none: predictor.group.map(() => new Float64Array(0)),
    eta: new Float64Array(predictor.rowCount),
  }));
  const { rowCount } = opened[0]!.linear;
  const width = outcomes.length;
  const place = opened.map((_, k) => (k < reference ? k : k + 1));
  return {
    rowCount,
    evaluate(draw, into, newEffects) {
      opened.forEach(({ linear, none, eta }, k) =>
        linear.evaluate(draw, newEffects?.[k] ?? none, eta),
      );
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

/** Of all rows of the people, or of some in the order given. */
export function openOutcomeShares(
  model: SharesModel,
  totals: TotalsSpec,
  rows?: Int32Array,
): OutcomeShares {
  const designs = totals.predictors.map(({ predictor }) =>
    rows ? predictorOfRows(predictor, rows) : predictor,
  );
  return openSharesOf(model, totals, designs);
}

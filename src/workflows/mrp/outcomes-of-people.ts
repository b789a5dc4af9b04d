/** Probabilities of every outcome of a model of totals for other people than its own, draw by draw. */
import { openSharesOf, type CompiledModel } from "../../compiler/index.js";
import type { LinearPredictor } from "../../design/design-blocks.js";
import type { RandomStream } from "../../math/index.js";
import { predictorOfOutcome, type TotalsSpec } from "../../model/index.js";
import { openNewEffects } from "./new-effects.js";
import type { NewLevelRule } from "./poststratified.js";

export interface OutcomesOfPeople {
  /** Row by row of the people, outcomes next to each other; they belong to the draw that was loaded last. */
  readonly values: Float64Array;
  readonly load: (draw: Float64Array) => void;
}

export interface UnseenLevels {
  readonly newLevels: NewLevelRule;
  readonly random: RandomStream;
}

/** `people` is the design on them, which every outcome has under names of its own. */
export function openOutcomesOfPeople(
  model: CompiledModel,
  totals: TotalsSpec,
  people: LinearPredictor,
  { newLevels, random }: UnseenLevels,
): OutcomesOfPeople {
  const designs = totals.predictors.map(({ prefix }) => predictorOfOutcome(people, prefix));
  const effects = designs.map((design, k) =>
    openNewEffects(totals.predictors[k]!, design, model.parameters, newLevels, random),
  );
  const shares = openSharesOf(model, totals, designs);
  const values = new Float64Array(people.rowCount * totals.outcomes.length);
  return {
    values,
    load(draw) {
      for (const own of effects) own.fill(draw);
      shares.evaluate(
        draw,
        values,
        effects.map(({ arrays }) => arrays),
      );
    },
  };
}

/** The draws of every area and outcome of a model of totals: people's probabilities, averaged. */
import { openSharesOf } from "../../compiler/index.js";
import type { LinearPredictor } from "../../design/design-blocks.js";
import type { RandomStream } from "../../math/index.js";
import { predictorOfOutcome, type TotalsSpec } from "../../model/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { AreaCells } from "./area-cells.js";
import { openNewEffects } from "./new-effects.js";
import type { NewLevelRule } from "./poststratified.js";
import { streamMeans } from "./stream-areas.js";

interface OutcomeOptions {
  readonly newLevels: NewLevelRule;
  readonly random: RandomStream;
}

/** `plain` is the design on the cells, which every outcome has under names of its own. */
export function predictOutcomes(
  { model, draws }: Posterior,
  totals: TotalsSpec,
  cells: AreaCells,
  plain: LinearPredictor,
  { newLevels, random }: OutcomeOptions,
): Float64Array | undefined {
  const designs = totals.predictors.map(({ prefix }) => predictorOfOutcome(plain, prefix));
  const effects = designs.map((design, k) =>
    openNewEffects(totals.predictors[k]!, design, model.parameters, newLevels, random),
  );
  const shares = openSharesOf(model, totals, designs);
  const width = totals.outcomes.length;
  const values = new Float64Array(shares.rowCount * width);
  const means = totals.outcomes.map(() => new Float64Array(shares.rowCount));
  return streamMeans(draws, cells, means, (draw) => {
    for (const own of effects) own.fill(draw);
    shares.evaluate(
      draw,
      values,
      effects.map(({ arrays }) => arrays),
    );
    means.forEach((own, c) => {
      for (let i = 0; i < own.length; i++) own[i] = values[i * width + c]!;
    });
    return true;
  });
}

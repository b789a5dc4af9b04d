/** The draws of every area and outcome of a model of totals: people's probabilities, averaged. */
import type { LinearPredictor } from "../../design/design-blocks.js";
import type { TotalsSpec } from "../../model/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { AreaCells } from "./area-cells.js";
import { openOutcomesOfPeople, type UnseenLevels } from "./outcomes-of-people.js";
import { streamMeans } from "./stream-areas.js";

/** `plain` is the design on the cells. */
export function predictOutcomes(
  { model, draws }: Posterior,
  totals: TotalsSpec,
  cells: AreaCells,
  plain: LinearPredictor,
  unseen: UnseenLevels,
): Float64Array | undefined {
  const { values, load } = openOutcomesOfPeople(model, totals, plain, unseen);
  const width = totals.outcomes.length;
  const means = totals.outcomes.map(() => new Float64Array(plain.rowCount));
  return streamMeans(draws, cells, means, (draw) => {
    load(draw);
    means.forEach((own, c) => {
      for (let i = 0; i < own.length; i++) own[i] = values[i * width + c]!;
    });
    return true;
  });
}

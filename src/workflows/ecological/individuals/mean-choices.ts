/** Mean probabilities of people's choices over some draws of a fit. */
import type { ChoiceDraws } from "./choice-draws.js";

/** More draws move a mean over groups of people by less than is ever read off. */
const enough = 32;

/** Rows × outcomes, row by row. */
export async function meanChoices(race: ChoiceDraws): Promise<Float64Array> {
  const size = race.weights.length * race.outcomes.length;
  const [sum, once] = [new Float64Array(size), new Float64Array(size)];
  const used = Math.min(enough, race.draws);
  for (let d = 0; d < used; d++) {
    await race.evaluate(Math.floor((d * race.draws) / used), once);
    for (let k = 0; k < size; k++) sum[k]! += once[k]! / used;
  }
  return sum;
}

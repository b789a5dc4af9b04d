/** Votes of a unit as a multinomial of the rates averaged over its groups. */
import { deterministic } from "../../../../math/index.js";
import type { Margins } from "../margins.js";
import type { VoteLikelihood } from "./row-model.js";

/** log p = sum_c v_c log(sum_r x_r rate_rc), without the multinomial coefficient. */
export function multinomialVotes({
  groups,
  outcomes,
  composition,
  votes,
}: Margins): VoteLikelihood {
  const [rows, width] = [groups.length, outcomes.length];
  return {
    evaluate(unit, rates, slope) {
      let sum = 0;
      for (let column = 0; column < width; column++) {
        const count = votes[unit * width + column]!;
        let share = 0;
        for (let row = 0; row < rows; row++)
          share += composition[unit * rows + row]! * rates[row * width + column]!;
        if (count > 0) sum += count * deterministic.log(share);
        const pull = count > 0 ? count / share : 0;
        for (let row = 0; row < rows; row++)
          slope[row * width + column] = composition[unit * rows + row]! * pull;
      }
      return sum;
    },
  };
}

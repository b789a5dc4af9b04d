/** Draws of groups' effects by inversion of their densities on a grid. */
import type { RandomStream } from "../../math/index.js";
import { openPairDraws } from "../../math/near-normal/index.js";
import type { GroupQuadrature } from "./group-quadrature.js";

/** Two effects of every group, at a probability and at what is left of one. */
export function openGroupDraws(
  { modes, scales, remainders }: Pick<GroupQuadrature, "modes" | "scales" | "remainders">,
  nodes: Float64Array,
): (random: RandomStream, one: Float64Array, other: Float64Array) => void {
  const groups = modes.length;
  const { probabilities, first, second, draw } = openPairDraws(nodes, groups);
  return (random, one, other) => {
    for (let g = 0; g < groups; g++) probabilities[g] = random.uniform();
    draw(remainders);
    for (let g = 0; g < groups; g++) {
      one[g] = modes[g]! + scales[g]! * first[g]!;
      other[g] = modes[g]! + scales[g]! * second[g]!;
    }
  };
}

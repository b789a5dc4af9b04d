/** What the weights of a variational approximation's draws say of it. */
import type { VariationalPosterior } from "../posterior.js";
import { atLeast, atMost, type CheckRow } from "./check-row.js";

const heaviestTail = 0.7;
const smallestShare = 0.1;

export function checkNormal({ quality }: VariationalPosterior): readonly CheckRow[] {
  const { kHat, effectiveDraws, candidates } = quality;
  return [
    atMost("k-hat of draws", kHat, heaviestTail, heaviestTail),
    atLeast("effective share of draws", effectiveDraws / candidates, smallestShare, smallestShare),
  ];
}

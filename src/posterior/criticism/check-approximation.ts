/** What a nested Laplace approximation shows of itself. */
import type { ImportanceCheck, Shift } from "../../engines/laplace/index.js";
import {
  beyondUse,
  heaviestTail,
  largestShift,
  noticeable,
  smallestShare,
  tailDecides,
  worthChecking,
} from "../laplace/approximation-limits.js";
import type { InlaPosterior } from "../posterior.js";
import { atLeast, atMost, largest, type CheckRow } from "./check-row.js";

/** For information where the weights are too equal for their tail to matter. */
function checkTail(check: ImportanceCheck): CheckRow {
  const row = atMost("k-hat of exact weights", check.kHat, heaviestTail, heaviestTail);
  return tailDecides(check) ? row : { ...row, threshold: "", verdict: "" };
}

function checkWeights(check: ImportanceCheck): readonly CheckRow[] {
  const { effectiveDraws, draws, latents, thetas } = check;
  const moved = largest([...latents, ...thetas], ({ shift }: Shift) => Math.abs(shift));
  return [
    checkTail(check),
    atLeast("share of draws that count", effectiveDraws / draws, smallestShare, smallestShare),
    atMost("shift by exact weights / sd", moved.value, noticeable, beyondUse),
  ];
}

export function checkApproximation({ approximation, check }: InlaPosterior): readonly CheckRow[] {
  const { optimum, coordinates } = approximation;
  return [
    {
      diagnostic: "slope at the mode",
      value: optimum.gradientNorm,
      threshold: "mode reached",
      verdict: optimum.converged ? "good" : "bad",
      where: "",
    },
    atMost("flat directions", coordinates.flatDirections, 0),
    atMost("mean off mode / sd", largestShift(approximation), worthChecking),
    ...(check ? checkWeights(check) : []),
  ];
}

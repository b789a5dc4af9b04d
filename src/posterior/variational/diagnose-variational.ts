/** Judges a variational approximation by the weights of its draws and by its own optimisation. */
import type { Diagnostic } from "../../diagnostics/index.js";
import type { VariationalQuality } from "../../engines/variational/variational-progress.js";
import { listNames } from "../../data/index.js";
import { countText } from "../number-text.js";
import type { HeavyMoment } from "./moment-tails.js";

/** `below 0` for weights that are all but equal. */
export function kHatText(kHat: number): string {
  if (kHat === Infinity) return "infinite";
  return kHat < 0 ? "below 0" : kHat.toFixed(2);
}

/** Fewer draws than this share are not a correction but a few of the draws. */
const smallestShare = 0.1;

function isTrusted({ resampled, effectiveDraws, candidates }: VariationalQuality): boolean {
  return resampled && effectiveDraws >= smallestShare * candidates;
}

function diagnoseWeights(quality: VariationalQuality, model: string): readonly Diagnostic[] {
  if (isTrusted(quality)) return [];
  const { kHat, effectiveDraws, candidates, resampled } = quality;
  return [
    {
      code: "variational-not-trusted",
      severity: "warning",
      message: `the normal approximation of ${model} is too far from the exact posterior to be corrected: k-hat ${kHatText(kHat)}, ${countText(Math.round(effectiveDraws))} of ${countText(candidates)} draws count${resampled ? "" : "; the draws are the approximation's own"}`,
      help: "use engine = nuts, or inla, and agreement(a, b) to see what it changes",
    },
  ];
}

function diagnoseSearch(
  { converged, iterations }: VariationalQuality,
  model: string,
): readonly Diagnostic[] {
  if (converged) return [];
  return [
    {
      code: "variational-not-converged",
      severity: "warning",
      message: `the approximation of ${model} had not settled after ${countText(iterations)} ${iterations === 1 ? "iteration" : "iterations"}`,
      help: "allow more with iterations = ..., give proper priors to what the data do not settle, or use engine = nuts",
    },
  ];
}

/** Said only where the weights themselves are trusted. */
function diagnoseMoments(heavy: readonly HeavyMoment[], model: string): readonly Diagnostic[] {
  const [worst] = heavy;
  if (worst === undefined) return [];
  const names = listNames(heavy.map(({ parameter }) => parameter));
  return [
    {
      code: "variational-not-trusted",
      severity: "warning",
      message: `the draws of ${model} reach too little of the tails of ${names} to know the sd: k-hat of the squared distance from the mean is ${kHatText(worst.kHat)}`,
      help: "use engine = nuts, or inla with correct = true; a tighter prior of what few groups inform has shorter tails",
    },
  ];
}

/** Nothing for an approximation that shows no weakness. */
export function diagnoseVariational(
  quality: VariationalQuality,
  heavy: readonly HeavyMoment[],
  model: string,
): readonly Diagnostic[] {
  const ofWeights = diagnoseWeights(quality, model);
  return [
    ...diagnoseSearch(quality, model),
    ...(ofWeights.length > 0 ? ofWeights : diagnoseMoments(heavy, model)),
  ];
}

/** What a variational fit says of itself: its family, its search, and what the weights of its draws say. */
import { kHatText } from "../posterior/index.js";
import type { AdviPosterior, VariationalPosterior } from "../posterior/posterior.js";
import { formatCount } from "./numbers.js";

const approximations: Readonly<Record<AdviPosterior["settings"]["approximation"], string>> = {
  deterministic: "independent normals on fixed draws",
  mean_field: "independent normals by stochastic gradients",
  full_rank: "a normal of full rank by stochastic gradients",
};

function methodOf(posterior: VariationalPosterior): string {
  if (posterior.engine === "pathfinder")
    return `Pathfinder: normals along ${formatCount(posterior.settings.paths)} ${posterior.settings.paths === 1 ? "path" : "paths"}`;
  const family = approximations[posterior.settings.approximation];
  return `ADVI: ${family}${posterior.linearResponse ? ", covariance by linear response" : ""}`;
}

/** `Pathfinder: normals along 8 paths, 591 iterations, ELBO -12.3, k-hat 0.30, seed 1, 0.49 s`. */
export function describeVariational(posterior: VariationalPosterior, seconds: string): string {
  const { iterations, elbo, kHat } = posterior.quality;
  return [
    methodOf(posterior),
    `${formatCount(iterations)} ${iterations === 1 ? "iteration" : "iterations"}`,
    `ELBO ${Number.isFinite(elbo) ? elbo.toFixed(2) : "-infinite"}`,
    `k-hat ${kHatText(kHat)}`,
    `seed ${posterior.settings.seed}`,
    `${seconds} s`,
  ].join(", ");
}

/** Below the table: what the draws are. */
export function variationalNotes({ quality, draws }: VariationalPosterior): readonly string[] {
  const { resampled, effectiveDraws, candidates } = quality;
  const kept = formatCount(draws.drawsPerChain);
  return [
    resampled
      ? `${kept} draws, chosen by the exact density from ${formatCount(candidates)} of the approximation (as good as ${formatCount(Math.round(effectiveDraws))} exact ones)`
      : `${kept} draws of the approximation itself: their weights are too uneven to correct it`,
  ];
}

/** Moments, quantiles and mode of a mixture of normals. */
import { deterministic, normalCdf, normalQuantile } from "../../math/index.js";
import { summaryOf, type MarginalSummary, type MixtureMarginal } from "./marginal.js";

const inverseRootTwoPi = 0.3989422804014327;

function density({ weights, means, sds }: MixtureMarginal, x: number): number {
  let total = 0;
  for (let k = 0; k < weights.length; k++) {
    const z = (x - means[k]!) / sds[k]!;
    total += (weights[k]! * inverseRootTwoPi * deterministic.exp(-0.5 * z * z)) / sds[k]!;
  }
  return total;
}

function cumulative({ weights, means, sds }: MixtureMarginal, x: number): number {
  let total = 0;
  for (let k = 0; k < weights.length; k++)
    total += weights[k]! * normalCdf((x - means[k]!) / sds[k]!);
  return total;
}

function moments({ weights, means, sds }: MixtureMarginal): { mean: number; sd: number } {
  let mean = 0;
  for (let k = 0; k < weights.length; k++) mean += weights[k]! * means[k]!;
  let variance = 0;
  for (let k = 0; k < weights.length; k++)
    variance += weights[k]! * (sds[k]! * sds[k]! + (means[k]! - mean) * (means[k]! - mean));
  return { mean, sd: Math.sqrt(variance) };
}

const mostSteps = 60;

/** Newton's method within a bracket, from the normal with the mixture's moments. */
function mixtureQuantile(mixture: MixtureMarginal, mean: number, sd: number, p: number): number {
  if (!(sd > 0)) return mean;
  let x = mean + sd * normalQuantile(p);
  let low = -Infinity;
  let high = Infinity;
  for (let step = 0; step < mostSteps; step++) {
    const excess = cumulative(mixture, x) - p;
    if (excess > 0) high = x;
    else low = x;
    let next = x - excess / density(mixture, x);
    if (!(next > low && next < high))
      next = low === -Infinity ? x - sd : high === Infinity ? x + sd : (low + high) / 2;
    if (Math.abs(next - x) < 1e-9 * sd) return next;
    x = next;
  }
  return x;
}

/** The highest point, from the mean by steps of the mixture's own mean shift: x = Σ r μ/σ² / Σ r/σ². */
function mixtureMode(mixture: MixtureMarginal, mean: number, sd: number): number {
  const { weights, means, sds } = mixture;
  let x = mean;
  for (let step = 0; step < 200; step++) {
    let above = 0;
    let below = 0;
    for (let k = 0; k < weights.length; k++) {
      const z = (x - means[k]!) / sds[k]!;
      const pull = (weights[k]! * deterministic.exp(-0.5 * z * z)) / (sds[k]! * sds[k]! * sds[k]!);
      above += pull * means[k]!;
      below += pull;
    }
    const next = above / below;
    if (!(Math.abs(next - x) > 1e-6 * sd)) return next;
    x = next;
  }
  return x;
}

export function summariseMixture(mixture: MixtureMarginal, probability: number): MarginalSummary {
  const { mean, sd } = moments(mixture);
  const mode = mixtureMode(mixture, mean, sd);
  return summaryOf({ mean, sd, mode }, (p) => mixtureQuantile(mixture, mean, sd, p), probability);
}

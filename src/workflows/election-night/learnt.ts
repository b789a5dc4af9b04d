/** Scales and named effects with what tonight says of them. */
import { deterministic, invertCholesky } from "../../math/index.js";
import type { EffectModel } from "./effects/effect-model.js";
import type { ScaleEstimate } from "./effects/estimate-scales.js";
import type { NightForecast } from "./night.js";

/** An effect that is worth a line of its own, with what the offset already holds of it. */
export interface NamedEffect {
  readonly name: string;
  readonly place: number;
  readonly priorMean: number;
}

/** Names of all scales of a model, in order. */
export function scaleNames({ scaled }: EffectModel): string[] {
  return [...scaled.map(({ name }) => name), "sd of all units", "sd of units by size"];
}

/** Scales are log-normal about their mode. */
export function nameLearnt(
  model: EffectModel,
  { scales, informationFactor, mean, inverse }: ScaleEstimate,
  named: readonly NamedEffect[],
): NightForecast["learnt"] {
  const covariance = invertCholesky(informationFactor, scales.length);
  const ofScales = scaleNames(model).map((name, k) => {
    const variance = covariance[k * scales.length + k]!;
    const centre = deterministic.exp(scales[k]! + 0.5 * variance);
    return { name, mean: centre, sd: centre * Math.sqrt(deterministic.expm1(variance)) };
  });
  const ofEffects = named.map(({ name, place, priorMean }) => ({
    name,
    mean: priorMean + mean[place]!,
    sd: Math.sqrt(inverse[place * model.effects + place]!),
  }));
  return [...ofScales, ...ofEffects];
}

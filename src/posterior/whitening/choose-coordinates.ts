/** Which coordinates a fit is sampled in, and what that means for its settings. */
import { buildLatentPlan, type CompiledModel } from "../../compiler/index.js";
import {
  ownTune,
  shortTune,
  type AdaptationRule,
  type NutsSettings,
} from "../../engines/nuts/index.js";
import { buildLatentMap } from "./build-latent-map.js";
import { buildCoordinateMap } from "./build-coordinate-map.js";
import type { ChainCoordinates } from "./chain-coordinates.js";
import type { CoordinateChoice, CoordinateWish } from "./coordinate-wish.js";
import { integratedCoordinates, isIntegrable, isWorthIntegrating } from "./integrate-latents.js";
import { findMode } from "./laplace-mode.js";

export interface WhitenedCoordinates {
  readonly coordinates: ChainCoordinates;
  readonly choice: CoordinateChoice;
}

/** Undefined where the model has no such coordinates: the sampler then takes its own. */
export async function buildCoordinates(
  model: CompiledModel,
  wish: CoordinateWish = "auto",
): Promise<WhitenedCoordinates | undefined> {
  if (wish === "own" || model.spec.totals) return undefined;
  const plan = buildLatentPlan(model.spec);
  if ("kind" in plan) return undefined;
  const at = await findMode(plan);
  if (!at) return undefined;
  const integrates = wish === "integrated" || (wish === "auto" && isWorthIntegrating(at));
  if (integrates && isIntegrable(plan))
    return { coordinates: integratedCoordinates(at), choice: "integrated" };
  const mapped = buildCoordinateMap(model, at, wish);
  if (mapped) return { coordinates: { kind: "mapped", map: mapped.map }, choice: mapped.choice };
  const map = buildLatentMap(at);
  return map && { coordinates: { kind: "latent", latent: plan, map }, choice: "levels" };
}

export interface ChosenCoordinates {
  readonly coordinates: ChainCoordinates | undefined;
  readonly settings: Pick<NutsSettings, "tune" | "coordinates" | "adaptation">;
  /** Seconds that the Laplace fit took. */
  readonly seconds: number;
}

/** What the user has asked for of it. */
export interface SamplingWish {
  readonly coordinates: CoordinateWish;
  readonly tune?: number | undefined;
  readonly adaptation?: AdaptationRule | undefined;
}

/**
 * Without a `tune` of the user's a short warm-up does where the coordinates are good. Where the model has none
 * but its own a low-rank metric stands in for them; who asks for its own has them as Stan would.
 */
export async function chooseCoordinates(
  model: CompiledModel,
  { coordinates: wish, tune, adaptation: asked }: SamplingWish,
  now: () => number,
): Promise<ChosenCoordinates> {
  const started = now();
  const whitened = await buildCoordinates(model, wish);
  const seconds = now() - started;
  if (!whitened) {
    const adaptation = asked ?? (wish === "own" ? "windows" : "low_rank");
    const settings = { tune: tune ?? ownTune[adaptation], adaptation };
    return { coordinates: undefined, settings, seconds };
  }
  const { coordinates, choice } = whitened;
  return { coordinates, settings: { tune: tune ?? shortTune, coordinates: choice }, seconds };
}

/** Which coordinates a fit is sampled in, and what that means for its settings. */
import type { CompiledModel } from "../../compiler/index.js";
import { defaultNutsSettings, shortTune, type CoordinateMap } from "../../engines/nuts/index.js";
import type { NutsSettings } from "../../engines/nuts/index.js";
import { buildCoordinateMap, type CoordinateWish } from "./build-coordinate-map.js";

export interface ChosenCoordinates {
  readonly map: CoordinateMap | undefined;
  readonly settings: Pick<NutsSettings, "tune" | "coordinates">;
  /** Seconds that the Laplace fit took. */
  readonly seconds: number;
}

/** Without a `tune` of the user's a short warm-up does where the coordinates are good. */
export async function chooseCoordinates(
  model: CompiledModel,
  wish: CoordinateWish,
  tune: number | undefined,
  now: () => number,
): Promise<ChosenCoordinates> {
  const started = now();
  const mapped = await buildCoordinateMap(model, wish);
  const seconds = now() - started;
  if (!mapped)
    return { map: undefined, settings: { tune: tune ?? defaultNutsSettings.tune }, seconds };
  const { map, choice } = mapped;
  return { map, settings: { tune: tune ?? shortTune, coordinates: choice }, seconds };
}

/** Whether the places of the truth are uniform, quantity by quantity. */
import { adjustByHolm, openEnvelope } from "../../math/index.js";
import type { CalibrationFit } from "./calibration-fit.js";

export interface JudgedQuantity {
  readonly name: string;
  readonly gamma: number;
  readonly p: number;
  /** After Holm over the quantities. */
  readonly adjusted: number;
  /** Of the empirical distribution function from the uniform one, in standard errors, in even steps. */
  readonly differences: Float64Array;
  /** What the difference means; empty where it is small. */
  readonly reading: string;
}

/** Adjusted p values below this are no chance. */
export const calibrationLevel = 0.005;

/** Moments of places closer than this to those of a uniform, in standard errors, are not read. */
const readable = 2.5;

/** Var u = 1/12, and the variance of (u − ½)² is 1/80 − 1/144 = 1/180. */
function readPlaces(places: readonly number[]): string {
  const count = places.length;
  const mean = places.reduce((sum, place) => sum + place - 0.5, 0) / count;
  const spread = places.reduce((sum, place) => sum + (place - 0.5) * (place - 0.5), 0) / count;
  const shift = mean * Math.sqrt(12 * count);
  const width = (spread - 1 / 12) * Math.sqrt(180 * count);
  if (Math.max(Math.abs(shift), Math.abs(width)) < readable) return "";
  if (Math.abs(shift) > Math.abs(width)) return shift > 0 ? "too low" : "too high";
  return width > 0 ? "too narrow" : "too wide";
}

export function judge(
  names: readonly string[],
  fits: readonly Pick<CalibrationFit, "places">[],
): readonly JudgedQuantity[] {
  const test = openEnvelope(fits.length);
  const judged = names.map((name, at) => {
    const places = fits.map(({ places }) => places[at]!);
    return { name, ...test(places), reading: readPlaces(places) };
  });
  const adjusted = adjustByHolm(judged.map(({ p }) => p));
  return judged.map((one, at) => ({ ...one, adjusted: adjusted[at]! }));
}

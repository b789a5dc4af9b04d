/** Random numbers of every unit's own residual: a stream for each unit, so that no other unit changes them. */
import { openStream, sampleGamma } from "../../math/index.js";

export interface UnitNumbers {
  /** unit × draw: standard normals. */
  readonly normals: Float64Array;
  /** unit × draw: what t tails multiply them by; undefined for normal residuals. */
  readonly stretches: Float64Array | undefined;
}

/** A residual is at most so many of its scales: the tails of t are for robustness, not for forecasts. */
const farthest = 6;

export function drawUnitNumbers(
  names: readonly string[],
  { draws, degrees, seed }: { draws: number; degrees: number; seed: number },
): UnitNumbers {
  const normals = new Float64Array(names.length * draws);
  const stretches = degrees === Infinity ? undefined : new Float64Array(names.length * draws);
  names.forEach((name, unit) => {
    const random = openStream(seed, `election-night-unit:${name}`);
    for (let d = unit * draws; d < (unit + 1) * draws; d++) {
      const normal = random.normal();
      normals[d] = normal;
      if (stretches === undefined) continue;
      const stretch = Math.sqrt((0.5 * degrees) / sampleGamma(0.5 * degrees, random));
      stretches[d] = Math.min(stretch, farthest / Math.abs(normal));
    }
  });
  return { normals, stretches };
}

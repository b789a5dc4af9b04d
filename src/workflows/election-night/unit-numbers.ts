/** Random numbers of every unit's own residual: a stream for each unit, so that no other unit changes them. */
import { openStream, sampleGamma } from "../../math/index.js";

export interface UnitNumbers {
  /** unit × draw: standard normals. */
  readonly normals: Float64Array;
  /** unit × draw: what t tails multiply them by; undefined for normal residuals. */
  readonly stretches: Float64Array | undefined;
  /** unit × draw: uniforms that say whether the unit is a far one; undefined where none is expected. */
  readonly chances: Float64Array | undefined;
}

/** A residual is at most so many of its scales: the tails of t are for robustness, not for forecasts. */
const farthest = 6;

function drawChances(names: readonly string[], draws: number, seed: number): Float64Array {
  const chances = new Float64Array(names.length * draws);
  names.forEach((name, unit) => {
    const random = openStream(seed, `election-night-far-unit:${name}`);
    for (let d = unit * draws; d < (unit + 1) * draws; d++) chances[d] = random.uniform();
  });
  return chances;
}

export function drawUnitNumbers(
  names: readonly string[],
  { draws, degrees, seed, far }: { draws: number; degrees: number; seed: number; far: boolean },
): UnitNumbers {
  const normals = new Float64Array(names.length * draws);
  const stretches = degrees === Infinity ? undefined : new Float64Array(names.length * draws);
  const chances = far ? drawChances(names, draws, seed) : undefined;
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
  return { normals, stretches, chances };
}

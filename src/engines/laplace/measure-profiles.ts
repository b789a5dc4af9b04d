/**
 * The density of the hyperparameters along the conditional mean of the others given each one, under the
 * normal approximation at the mode: what its marginal is taken from (Martins et al. 2013, section 3.2,
 * with the density evaluated and not modelled).
 */
import type { ConditionalStart } from "./conditional-start.js";
import type { LaplaceRunner } from "./laplace-runner.js";
import type { StandardCoordinates } from "./standard-coordinates.js";

/** Ascending coordinates of one hyperparameter and the log densities there. */
export interface Profile {
  readonly theta: Float64Array;
  readonly logDensity: Float64Array;
}

/** In sds of the normal approximation. */
const distances = [-4, -2.5, -1.25, 0, 1.25, 2.5, 4];

function pointsOf({ mode, covariance }: StandardCoordinates, k: number): readonly Float64Array[] {
  const m = mode.length;
  const variance = covariance[k * m + k]!;
  const sd = Math.sqrt(variance);
  return distances.map((distance) =>
    mode.map((entry, i) => entry + (covariance[i * m + k]! / variance) * distance * sd),
  );
}

/** Where no conditional mode was found the density counts as zero, and the profile ends before it. */
export async function measureProfiles(
  runner: LaplaceRunner,
  coordinates: StandardCoordinates,
  start: ConditionalStart,
): Promise<readonly Profile[]> {
  const m = coordinates.mode.length;
  const points = Array.from({ length: m }, (_, k) => pointsOf(coordinates, k));
  const answers = await runner.values(points.flat(), start);
  return points.map((line, k) => {
    const values = answers.slice(k * line.length, (k + 1) * line.length);
    const usable = line.flatMap((theta, at) => {
      const { value } = values[at]!;
      if (!(value > -Infinity)) return [];
      return [{ theta: theta[k]!, value }];
    });
    return {
      theta: Float64Array.from(usable, ({ theta }) => theta),
      logDensity: Float64Array.from(usable, ({ value }) => value),
    };
  });
}

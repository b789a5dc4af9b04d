/** Curvature of the hyperparameters' density at its mode, and its half-widths along the principal axes. */
import type { ConditionalStart } from "./conditional-start.js";
import type { LaplaceRunner } from "./laplace-runner.js";
import { standardCoordinates, thetaAt, type StandardCoordinates } from "./standard-coordinates.js";

/** Step of the differences of exact gradients. */
const step = 0.02;

/** −Hessian by central differences of the gradient, symmetrised; row-major. */
async function measureHessian(
  runner: LaplaceRunner,
  mode: Float64Array,
  start: ConditionalStart,
): Promise<Float64Array> {
  const m = mode.length;
  const shifted = (k: number, by: number): Float64Array => {
    const theta = mode.slice();
    theta[k]! += by;
    return theta;
  };
  const thetas = Array.from({ length: 2 * m }, (_, s) =>
    shifted(s >> 1, s % 2 === 0 ? step : -step),
  );
  const answers = await runner.gradients(thetas, start);
  const hessian = new Float64Array(m * m);
  for (let i = 0; i < m; i++)
    for (let k = 0; k < m; k++) {
      const change = answers[2 * k + 1]!.gradient[i]! - answers[2 * k]!.gradient[i]!;
      hessian[i * m + k]! += change / (4 * step);
      hessian[k * m + i]! += change / (4 * step);
    }
  return hessian;
}

/** Distance in sds at which the widths are measured. */
const distance = Math.SQRT2;
const narrowest = 0.3;
const widest = 3;

/** A normal falls by z²/2; a density that falls by d at √2 has half-width 1 / √d. */
function halfWidth(drop: number): number {
  return drop > 0 ? Math.min(widest, Math.max(narrowest, 1 / Math.sqrt(drop))) : widest;
}

export async function measureCoordinates(
  runner: LaplaceRunner,
  mode: Float64Array,
  start: ConditionalStart,
): Promise<StandardCoordinates> {
  return standardCoordinates(mode, await measureHessian(runner, mode, start));
}

/** The coordinates with the half-widths of each axis and side. */
export async function measureWidths(
  runner: LaplaceRunner,
  coordinates: StandardCoordinates,
  start: ConditionalStart,
  peak: number,
): Promise<StandardCoordinates> {
  const m = coordinates.mode.length;
  const thetas = Array.from({ length: 2 * m }, (_, s) => {
    const z = new Float64Array(m);
    z[s >> 1] = s % 2 === 0 ? -distance : distance;
    return thetaAt(coordinates, z);
  });
  const answers = await runner.values(thetas, start);
  const width = (s: number): number => halfWidth(peak - answers[s]!.value);
  return {
    ...coordinates,
    below: Float64Array.from({ length: m }, (_, k) => width(2 * k)),
    above: Float64Array.from({ length: m }, (_, k) => width(2 * k + 1)),
  };
}

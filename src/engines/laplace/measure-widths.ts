/** Curvature of the hyperparameters' density at its mode, and its half-widths along the principal axes. */
import type { ConditionalStart, TangentStart } from "./conditional-start.js";
import type { LaplaceRunner } from "./laplace-runner.js";
import { standardCoordinates, thetaAt, type StandardCoordinates } from "./standard-coordinates.js";

/** Step of the differences of exact gradients: short enough for one side to do. */
const step = 0.004;

/** −Hessian by differences of the gradient, which is zero at the mode, symmetrised; row-major. */
async function measureHessian(runner: LaplaceRunner, start: TangentStart): Promise<Float64Array> {
  const { theta: mode, gradient } = start;
  const m = mode.length;
  const shifted = Array.from({ length: m }, (_, k) => {
    const theta = mode.slice();
    theta[k]! += step;
    return theta;
  });
  const answers = await runner.gradients(shifted, start);
  const hessian = new Float64Array(m * m);
  for (let i = 0; i < m; i++)
    for (let k = 0; k < m; k++) {
      const change = gradient[i]! - answers[k]!.gradient[i]!;
      hessian[i * m + k]! += change / (2 * step);
      hessian[k * m + i]! += change / (2 * step);
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
  start: TangentStart,
): Promise<StandardCoordinates> {
  return standardCoordinates(start.theta, await measureHessian(runner, start));
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

/** The mixture over the hyperparameters of conditional densities by Laplace's method, on one grid. */
import { deterministic } from "../../math/index.js";
import { interpolate } from "./cubic-spline.js";
import type { GridDensity } from "./hyperparameter-marginals.js";
import { laplaceAbscissas } from "./laplace-corrections.js";

/** One conditional density: exp(spline through the correction − t²/2) with t = (x − mode) / sd. */
export interface LaplaceComponent {
  readonly weight: number;
  readonly mode: number;
  readonly sd: number;
  readonly correction: Float64Array;
}

/** Grids reach so many sds beyond the outermost modes. */
const reach = 7;
const fewestCells = 600;
const mostCells = 4800;
const ownStep = 0.1;

function logDensity({ correction }: LaplaceComponent, t: Float64Array): Float64Array {
  return interpolate(laplaceAbscissas, correction, t).map(
    (value, i) => value - 0.5 * t[i]! * t[i]!,
  );
}

/** log ∫ of the density over t; its own grid, as the common one may be too coarse for it. */
function logMass(component: LaplaceComponent): number {
  const t = Float64Array.from({ length: (2 * reach) / ownStep + 1 }, (_, i) => i * ownStep - reach);
  const logs = logDensity(component, t);
  const peak = logs.reduce((most, value) => Math.max(most, value), -Infinity);
  const sum = logs.reduce((total, value) => total + deterministic.exp(value - peak), 0);
  return peak + deterministic.log(sum * ownStep);
}

/** Even, and as fine as half of the smallest sd where that is possible. */
function gridFor(components: readonly LaplaceComponent[]): Float64Array {
  const over = (of: (component: LaplaceComponent) => number): Float64Array =>
    Float64Array.from(components, of);
  const from = over(({ mode, sd }) => mode - reach * sd).reduce((a, b) => Math.min(a, b));
  const to = over(({ mode, sd }) => mode + reach * sd).reduce((a, b) => Math.max(a, b));
  const narrowest = over(({ sd }) => sd).reduce((a, b) => Math.min(a, b));
  const cells = Math.ceil((to - from) / (0.5 * narrowest));
  const length = Math.max(fewestCells, Math.min(mostCells, cells)) + 1;
  return Float64Array.from({ length }, (_, i) => from + ((to - from) * i) / (length - 1));
}

export function mixLaplaceDensities(components: readonly LaplaceComponent[]): GridDensity {
  const theta = gridFor(components);
  const density = new Float64Array(theta.length);
  for (const component of components) {
    const { weight, mode, sd } = component;
    const logs = logDensity(
      component,
      theta.map((at) => (at - mode) / sd),
    );
    const scale = logMass(component);
    for (let i = 0; i < logs.length; i++)
      density[i]! += (weight / sd) * deterministic.exp(logs[i]! - scale);
  }
  return { theta, density };
}

/** Draws from normals, weighted by the exact density: the verdict on the approximation, and its correction. */
import { logSumExp, smoothWeights, type RandomStream } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import { logDensityAt, type NormalApproximation } from "./normal-approximation.js";
import type {
  Candidates,
  VariationalDraws,
  VariationalQuality,
  VariationalRun,
} from "./variational-progress.js";

/** Above this the weights have no mean that draws could find (Vehtari et al. 2024). */
export const heaviestTail = 0.7;
/** k-hat of fewer draws is itself a guess. */
export const fewestCandidates = 4000;
/** Log weights that differ by less differ in rounding only. */
const rounding = 1e-6;
const reportEvery = 200;

/** Log density of the equal mixture of the normals. */
function openMixture(components: readonly NormalApproximation[]): (at: Float64Array) => number {
  const z = new Float64Array(components[0]!.dimension);
  const logs = new Float64Array(components.length);
  const normalisation = logSumExp(new Float64Array(components.length));
  return (at) => {
    components.forEach((component, k) => {
      component.standardise(at, z);
      logs[k] = logDensityAt(component, z);
    });
    return components.length === 1 ? logs[0]! : logSumExp(logs) - normalisation;
  };
}

function* drawCandidates(
  target: LogDensity,
  components: readonly NormalApproximation[],
  count: number,
  random: RandomStream,
): VariationalRun<Candidates | "stopped"> {
  const { dimension } = target;
  const mixture = openMixture(components);
  const positions = new Float64Array(count * dimension);
  const logRatios = new Float64Array(count);
  const z = new Float64Array(dimension);
  const gradient = new Float64Array(dimension);
  for (let draw = 0; draw < count; draw++) {
    for (let i = 0; i < dimension; i++) z[i] = random.normal();
    const at = positions.subarray(draw * dimension, (draw + 1) * dimension);
    components[draw % components.length]!.place(z, at);
    const logRatio = target.logDensityAndGradient(at, gradient) - mixture(at);
    logRatios[draw] = Number.isFinite(logRatio) ? logRatio : -Infinity;
    const due = (draw + 1) % reportEvery === 0;
    if (due && (yield { stage: "check", done: draw + 1, total: count })) return "stopped";
  }
  return { positions, logRatios };
}

/** Weights of the candidates, smoothed in their tail, and its shape; equal where only rounding differs. */
function weigh(logRatios: Float64Array): { weights: Float64Array; kHat: number } {
  const largest = logRatios.reduce((most, value) => Math.max(most, value), -Infinity);
  const smallest = logRatios.reduce((least, value) => Math.min(least, value), Infinity);
  const equal = new Float64Array(logRatios.length).fill(1 / logRatios.length);
  if (largest === -Infinity) return { weights: equal, kHat: Infinity };
  if (largest - smallest < rounding) return { weights: equal, kHat: -Infinity };
  return smoothWeights(logRatios);
}

/**
 * How often each candidate is taken: systematic resampling, whose counts differ from draws × weight by
 * less than one. Copies stay neighbours, so that an effective sample size counts them as what they are.
 */
function resample(weights: Float64Array, draws: number, random: RandomStream): Uint32Array {
  const chosen = new Uint32Array(draws);
  let [candidate, reached] = [0, weights[0]!];
  const offset = random.uniform();
  for (let draw = 0; draw < draws; draw++) {
    const level = (draw + offset) / draws;
    while (reached < level && candidate < weights.length - 1) reached += weights[++candidate]!;
    chosen[draw] = candidate;
  }
  return chosen;
}

/** How the normals were found. */
export type Search = Pick<VariationalQuality, "iterations" | "gradients" | "converged">;

/** Resamples candidates by their weights where k-hat allows that, and else keeps them as they come. */
export function* drawByImportance(
  target: LogDensity,
  components: readonly NormalApproximation[],
  draws: number,
  random: RandomStream,
  search: Search,
): VariationalRun<VariationalDraws | "stopped"> {
  const count = Math.max(draws, fewestCandidates);
  const candidates = yield* drawCandidates(target, components, count, random);
  if (candidates === "stopped") return "stopped";
  const { positions, logRatios } = candidates;
  const { weights, kHat } = weigh(logRatios);
  const resampled = kHat <= heaviestTail;
  const chosen = resampled
    ? resample(weights, draws, random)
    : Uint32Array.from({ length: draws }, (_, draw) => draw);
  const { dimension } = target;
  const kept = new Float64Array(draws * dimension);
  chosen.forEach((candidate, draw) =>
    kept.set(
      positions.subarray(candidate * dimension, (candidate + 1) * dimension),
      draw * dimension,
    ),
  );
  const quality: VariationalQuality = {
    elbo: logRatios.reduce((sum, value) => sum + value, 0) / count,
    kHat,
    effectiveDraws: 1 / weights.reduce((sum, weight) => sum + weight * weight, 0),
    candidates: count,
    resampled,
    ...search,
    gradients: search.gradients + count,
  };
  return { kind: "draws", positions: kept, draws, candidates, quality };
}

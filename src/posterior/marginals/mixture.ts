/** Moments, quantiles and mode of a mixture of normals or skew normals. */
import { normalQuantile, skewNormalCdf, skewNormalDensity } from "../../math/index.js";
import { summaryOf, type MarginalSummary, type MixtureMarginal } from "./marginal.js";

const shapeOf = ({ shapes }: MixtureMarginal, k: number): number => shapes?.[k] ?? 0;

function density(mixture: MixtureMarginal, x: number): number {
  const { weights, locations, scales } = mixture;
  let total = 0;
  for (let k = 0; k < weights.length; k++) {
    const z = (x - locations[k]!) / scales[k]!;
    total += (weights[k]! * skewNormalDensity(z, shapeOf(mixture, k))) / scales[k]!;
  }
  return total;
}

/** Cumulative probability at x. */
export function mixtureBelow(mixture: MixtureMarginal, x: number): number {
  const { weights, locations, scales } = mixture;
  let total = 0;
  for (let k = 0; k < weights.length; k++)
    total += weights[k]! * skewNormalCdf((x - locations[k]!) / scales[k]!, shapeOf(mixture, k));
  return total;
}

const twoOverPi = 2 / Math.PI;

/** Mean and variance of a component: with δ = α / √(1 + α²), ξ + ω δ √(2/π) and ω² (1 − 2 δ²/π). */
function componentMoments(mixture: MixtureMarginal, k: number): { mean: number; variance: number } {
  const alpha = shapeOf(mixture, k);
  const delta = alpha / Math.sqrt(1 + alpha * alpha);
  const scale = mixture.scales[k]!;
  return {
    mean: mixture.locations[k]! + scale * delta * Math.sqrt(twoOverPi),
    variance: scale * scale * (1 - twoOverPi * delta * delta),
  };
}

function moments(mixture: MixtureMarginal): { mean: number; sd: number } {
  let mean = 0;
  let square = 0;
  mixture.weights.forEach((weight, k) => {
    const component = componentMoments(mixture, k);
    mean += weight * component.mean;
    square += weight * (component.variance + component.mean * component.mean);
  });
  return { mean, sd: Math.sqrt(Math.max(0, square - mean * mean)) };
}

const mostSteps = 60;

/** Newton's method within a bracket, from the normal with the mixture's moments. */
function mixtureQuantile(mixture: MixtureMarginal, mean: number, sd: number, p: number): number {
  if (!(sd > 0)) return mean;
  let x = mean + sd * normalQuantile(p);
  let low = -Infinity;
  let high = Infinity;
  for (let step = 0; step < mostSteps; step++) {
    const excess = mixtureBelow(mixture, x) - p;
    if (excess > 0) high = x;
    else low = x;
    let next = x - excess / density(mixture, x);
    if (!(next > low && next < high))
      next = low === -Infinity ? x - sd : high === Infinity ? x + sd : (low + high) / 2;
    if (Math.abs(next - x) < 1e-9 * sd) return next;
    x = next;
  }
  return x;
}

const goldenShare = 0.6180339887498949;

/** The highest point by golden section around the mean: these mixtures have one peak. */
function mixtureMode(mixture: MixtureMarginal, mean: number, sd: number): number {
  let [from, to] = [mean - 2 * sd, mean + 2 * sd];
  while (to - from > 1e-5 * sd) {
    const width = goldenShare * (to - from);
    if (density(mixture, to - width) > density(mixture, from + width)) to = from + width;
    else from = to - width;
  }
  return (from + to) / 2;
}

export function summariseMixture(mixture: MixtureMarginal, probability: number): MarginalSummary {
  const { mean, sd } = moments(mixture);
  const mode = sd > 0 ? mixtureMode(mixture, mean, sd) : mean;
  return summaryOf({ mean, sd, mode }, (p) => mixtureQuantile(mixture, mean, sd, p), probability);
}

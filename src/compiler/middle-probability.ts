/** P(Y < y) + ½ P(Y = y) of a row's response at a mean, its weight left out. */
import { deterministic } from "../math/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import { discreteFamilies, families } from "../vocabulary/index.js";

/** Of the row at a place among those that were opened. */
export type MiddleProbability = (place: number, mu: number, auxiliary: readonly number[]) => number;

/** Counts up to here are summed up, which costs less than an incomplete gamma or beta function. */
const largestSum = 60;
/** Probabilities of zero below this lose digits. */
const smallestStart = 1e-290;

/** Σ of P(0) Π ratio(k) below y and half of the last; ratio(k) = P(k) / P(k − 1). */
function sumUp(start: number, y: number, ratio: (k: number) => number): number {
  let [below, mass] = [0, start];
  for (let k = 1; k <= y; k++) {
    below += mass;
    mass *= ratio(k);
  }
  return below + 0.5 * mass;
}

const { exp, log1p } = deterministic;

/** Undefined where the sum would be long, or begin too small. */
function bySum(family: ModelSpec["family"], y: number, n: number, mu: number): number | undefined {
  if (y > largestSum) return undefined;
  if (family === "poisson") {
    const start = exp(-mu);
    return start > smallestStart ? sumUp(start, y, (k) => mu / k) : undefined;
  }
  if ((family !== "binomial" && family !== "bernoulli") || !(mu < 1)) return undefined;
  const start = exp(n * log1p(-mu));
  const odds = mu / (1 - mu);
  return start > smallestStart ? sumUp(start, y, (k) => ((n - k + 1) / k) * odds) : undefined;
}

export function openMiddleProbability(
  { design, family: name }: ModelSpec,
  rows: Int32Array,
): MiddleProbability {
  const { values, trials, standardErrors } = design.response;
  const { cumulative, logLikelihood } = families[name];
  const discrete = discreteFamilies.has(name);
  return (place, mu, auxiliary) => {
    const at = rows[place]!;
    const y = values[at]!;
    const n = trials ? trials[at]! : 1;
    const own = standardErrors ? [standardErrors[at]!] : auxiliary;
    if (!discrete) return cumulative(y, n, mu, own);
    return (
      bySum(name, y, n, mu) ??
      cumulative(y, n, mu, own) - 0.5 * exp(logLikelihood(y, n, mu, own, deterministic))
    );
  };
}

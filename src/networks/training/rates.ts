/** How much faster than others a number of the position learns, by what it is. */
import type { NetworkPlan } from "../network-plan.js";
import { planPosition } from "../position.js";
import { initialScale } from "./initial-position.js";

/** Log sds begin at -6, far from where most of them end. */
const ofLogSds = 10;
const ofScales = 2;

/** Means of w̃ = w / σ learn as fast as w would at first. */
export function learningRates(plan: NetworkPlan, isBayesian: boolean): Float32Array {
  const { size, logSds, scaleMeans } = planPosition(plan, isBayesian);
  const rates = new Float32Array(size).fill(1);
  if (!isBayesian) return rates;
  plan.layers.forEach(({ first, inputs, outputs }, layer) => {
    rates.fill(1 / initialScale(plan, layer), first, first + (inputs + 1) * outputs);
  });
  return rates.fill(ofLogSds, logSds, scaleMeans).fill(ofScales, scaleMeans);
}

/** What the votes of units say of their logits, to first order about the mode at a reference. */
import type { Margins } from "../margins.js";
import { enterUnit, readHyperparameters, writeRates, type Logits } from "./normal-logits.js";

export interface VoteTangents {
  /** Square root of people over share: `weight[unit * outcomes + outcome]`. */
  readonly weight: Float64Array;
  /** Weight times the slope of the share in each logit: `slope[(unit * outcomes + outcome) * size + logit]`. */
  readonly slope: Float64Array;
  /** Weight times how far the votes' share is above that at the mode, plus slope times the mode's logits. */
  readonly level: Float64Array;
}

/** Shares are taken to be at least this where they divide. */
const leastShare = 1e-4;

/** Weight times share and its slopes in the logits, at the rates given. */
export function writeTangent(
  { groups, outcomes, free, size }: Logits,
  x: Float64Array,
  rates: Float64Array,
  into: { readonly share: Float64Array; readonly slope: Float64Array },
): void {
  for (let c = 0; c < outcomes; c++) {
    let share = 0;
    for (let r = 0; r < groups; r++) {
      const part = x[r]! * rates[r * outcomes + c]!;
      share += part;
      for (let k = 0; k < free; k++)
        into.slope[c * size + r * free + k] = part * ((k === c ? 1 : 0) - rates[r * outcomes + k]!);
    }
    into.share[c] = share;
  }
}

export function openTangents(
  work: Logits,
  { sizes, composition, votes }: Margins,
  reference: Float64Array,
  mode: Float64Array,
): VoteTangents {
  const { groups, outcomes, free, size, mean, sd, drift } = work;
  const units = sizes.length;
  const weight = new Float64Array(units * outcomes);
  const slope = new Float64Array(units * outcomes * size);
  const level = new Float64Array(units * outcomes);
  const rates = new Float64Array(groups * outcomes);
  const share = new Float64Array(outcomes);
  readHyperparameters(work, reference);
  for (let unit = 0; unit < units; unit++) {
    enterUnit(work, unit);
    const own = mode.subarray(unit * size, (unit + 1) * size);
    writeRates(work, own, rates);
    const x = composition.subarray(unit * groups, (unit + 1) * groups);
    const slopes = slope.subarray(unit * outcomes * size, (unit + 1) * outcomes * size);
    writeTangent(work, x, rates, { share, slope: slopes });
    for (let c = 0; c < outcomes; c++) {
      const at = unit * outcomes + c;
      weight[at] = Math.sqrt(sizes[unit]! / Math.max(share[c]!, leastShare));
      level[at] = weight[at] * (votes[at]! / sizes[unit]! - share[c]!);
      for (let i = 0; i < size; i++) {
        slopes[c * size + i]! *= weight[at];
        level[at] += slopes[c * size + i]! * (mean[i]! + drift[i % free]! + sd[i]! * own[i]!);
      }
    }
  }
  return { weight, slope, level };
}

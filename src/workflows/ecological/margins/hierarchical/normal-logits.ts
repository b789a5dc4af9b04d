/** Logits of units' rates at given hyperparameters, and the way back of slopes. */
import { deterministic } from "../../../../math/index.js";
import type { Margins } from "../margins.js";

const { exp } = deterministic;

/**
 * logit[group, k] = mu[group, k] + sigma[group, k] z[group, k] + sum_j delta[j, k] (x[j] - mean x[j]), the last sum
 * over all groups but the last, where there is a context. Hyperparameters: all mu, all log sigma, all delta.
 */
export interface Logits {
  readonly groups: number;
  readonly outcomes: number;
  /** Logits of a group: outcomes but the last. */
  readonly free: number;
  /** Logits of a unit. */
  readonly size: number;
  readonly covariates: number;
  readonly parameters: number;
  /** Centred shares of units: `context[unit * covariates + covariate]`. */
  readonly context: Float64Array;
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly slopes: Float64Array;
  /** Of the unit that was entered: covariates, and what they make of the logits. */
  ownContext: Float64Array;
  readonly drift: Float64Array;
  readonly offset: Float64Array;
  readonly logit: Float64Array;
}

export function openLogits(margins: Margins, hasContext: boolean): Logits {
  const { composition, sizes } = margins;
  const [groups, outcomes] = [margins.groups.length, margins.outcomes.length];
  const free = outcomes - 1;
  const size = groups * free;
  const covariates = hasContext ? groups - 1 : 0;
  const context = centredShares(composition, sizes.length, groups, covariates);
  const ofSize = (): Float64Array => new Float64Array(size);
  return {
    groups,
    outcomes,
    free,
    size,
    covariates,
    parameters: 2 * size + covariates * free,
    context,
    mean: ofSize(),
    sd: ofSize(),
    slopes: new Float64Array(covariates * free),
    ownContext: context,
    drift: new Float64Array(free),
    offset: ofSize(),
    logit: new Float64Array(free),
  };
}

export function readHyperparameters(work: Logits, hyper: Float64Array): void {
  const { size, mean, sd, slopes } = work;
  for (let i = 0; i < size; i++) {
    mean[i] = hyper[i]!;
    sd[i] = exp(hyper[size + i]!);
  }
  for (let i = 0; i < slopes.length; i++) slopes[i] = hyper[2 * size + i]!;
}

export function enterUnit(work: Logits, unit: number): void {
  const { free, covariates, drift, slopes } = work;
  work.ownContext = work.context.subarray(unit * covariates, (unit + 1) * covariates);
  drift.fill(0);
  for (let j = 0; j < covariates; j++)
    for (let k = 0; k < free; k++) drift[k]! += work.ownContext[j]! * slopes[j * free + k]!;
}

export function writeRates(work: Logits, latents: Float64Array, rates: Float64Array): void {
  const { size, sd, offset } = work;
  for (let i = 0; i < size; i++) offset[i] = sd[i]! * latents[i]!;
  writeSoftmax(work, offset, rates);
}

/** Rates where logits are their mean in the entered unit and an offset. */
export function writeSoftmax(work: Logits, offset: Float64Array, rates: Float64Array): void {
  const { groups, outcomes, free, mean, drift, logit } = work;
  for (let group = 0; group < groups; group++) {
    const [row, at] = [group * outcomes, group * free];
    let largest = 0;
    for (let k = 0; k < free; k++) {
      logit[k] = mean[at + k]! + drift[k]! + offset[at + k]!;
      largest = Math.max(largest, logit[k]!);
    }
    let total = exp(-largest);
    rates[row + free] = total;
    for (let k = 0; k < free; k++) {
      const odds = exp(logit[k]! - largest);
      rates[row + k] = odds;
      total += odds;
    }
    for (let k = 0; k < outcomes; k++) rates[row + k]! /= total;
  }
}

export function latentDensity(latents: Float64Array, intoLatents: Float64Array): number {
  let sum = 0;
  for (const [i, z] of latents.entries()) {
    sum -= (z * z) / 2;
    intoLatents[i]! -= z;
  }
  return sum;
}

interface SlopeOfRates {
  readonly latents: Float64Array;
  readonly rates: Float64Array;
  readonly slope: Float64Array;
}

export function pullSlope(
  work: Logits,
  { latents, rates, slope }: SlopeOfRates,
  intoLatents: Float64Array,
  intoDerived: Float64Array,
): void {
  const { groups, outcomes, free, size, covariates, sd, ownContext } = work;
  for (let group = 0; group < groups; group++) {
    const row = group * outcomes;
    let average = 0;
    for (let k = 0; k < outcomes; k++) average += rates[row + k]! * slope[row + k]!;
    for (let k = 0; k < free; k++) {
      const along = rates[row + k]! * (slope[row + k]! - average);
      const at = group * free + k;
      intoLatents[at]! += sd[at]! * along;
      intoDerived[at]! += along;
      intoDerived[size + at]! += along * sd[at]! * latents[at]!;
      for (let j = 0; j < covariates; j++)
        intoDerived[2 * size + j * free + k]! += along * ownContext[j]!;
    }
  }
}

/** Shares of the first groups minus their means over units: `shares[unit * count + group]`. */
function centredShares(
  composition: Float64Array,
  units: number,
  groups: number,
  count: number,
): Float64Array {
  const shares = new Float64Array(units * count);
  for (let group = 0; group < count; group++) {
    let mean = 0;
    for (let unit = 0; unit < units; unit++) mean += composition[unit * groups + group]! / units;
    for (let unit = 0; unit < units; unit++)
      shares[unit * count + group] = composition[unit * groups + group]! - mean;
  }
  return shares;
}

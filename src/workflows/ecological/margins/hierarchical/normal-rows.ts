/** Rows of units' tables whose logits, against the last outcome, are normal about common ones. */
import { deterministic } from "../../../../math/index.js";
import type { Margins } from "../margins.js";
import type { RowModel } from "./row-model.js";
import { halfNormalSd, wakefieldSd, type SdPrior } from "./sd-priors.js";

const { exp } = deterministic;

export interface NormalRowsPrior {
  /** Variance of the common logits, whose mean is zero. */
  readonly meanVariance: number;
  readonly sd: SdPrior;
  /** Logits of all groups change with the composition of the unit that they live in. */
  readonly context: boolean;
}

/** Wakefield's, with the defaults of MCMCpack's `MCMChierEI`: groups vary on their own. */
export const wakefieldPrior: NormalRowsPrior = {
  meanVariance: 2.287656,
  sd: wakefieldSd,
  context: false,
};

/** Ours, for several outcomes. */
export const contextPrior: NormalRowsPrior = { meanVariance: 4, sd: halfNormalSd, context: true };

/** Variance of the change of a logit when a group goes from nobody to everybody. */
const slopeVariance = 1;

/**
 * logit[group, k] = mu[group, k] + sigma[group, k] z[group, k] + sum_j delta[j, k] (x[j] - mean x[j]), the last sum
 * over all groups but the last, where there is a context. Hyperparameters: all mu, all log sigma, all delta.
 *
 * The latent is z (sigma / sigma*)^c, with sigma* where the model was settled and c how well the unit's votes
 * know it: non-centred where they say nothing, centred where they say all, so that sigma and the latents are
 * nearly independent in both.
 */
export function normalRows(
  { composition, sizes, groups: names, outcomes: columns }: Margins,
  prior: NormalRowsPrior,
): RowModel {
  const [groups, outcomes] = [names.length, columns.length];
  const free = outcomes - 1;
  const size = groups * free;
  const covariates = prior.context ? groups - 1 : 0;
  const parameters = 2 * size + covariates * free;
  const context = centredShares(composition, sizes.length, groups, covariates);
  let own = context;
  const mean = new Float64Array(size);
  const sd = new Float64Array(size);
  const slopes = new Float64Array(covariates * free);
  const drift = new Float64Array(free);
  const logit = new Float64Array(free);
  const logRatio = new Float64Array(size);
  const settled = new Float64Array(size);
  const spread = new Float64Array(size).fill(1);
  const scale = new Float64Array(size);
  let known: Float64Array = new Float64Array(sizes.length * size);
  let ownKnown = known;
  return {
    groups,
    outcomes,
    hyperparameters: parameters,
    names: namesOf(names, columns, covariates),
    derived: parameters,
    latents: size,
    start: new Float64Array(parameters).fill(-0.7, size, 2 * size),
    prepare(hyper) {
      for (let i = 0; i < size; i++) {
        mean[i] = hyper[i]!;
        sd[i] = exp(hyper[size + i]!);
        logRatio[i] = hyper[size + i]! - settled[i]!;
      }
      for (let i = 0; i < slopes.length; i++) slopes[i] = hyper[2 * size + i]!;
    },
    settle(hyper, byUnit) {
      settled.set(hyper.subarray(size, 2 * size));
      known = byUnit;
    },
    enter(unit) {
      ownKnown = known.subarray(unit * size, (unit + 1) * size);
      for (let i = 0; i < size; i++) {
        spread[i] = exp(ownKnown[i]! * logRatio[i]!);
        scale[i] = sd[i]! / spread[i]!;
      }
      own = context.subarray(unit * covariates, (unit + 1) * covariates);
      drift.fill(0);
      for (const [j, x] of own.entries())
        for (let k = 0; k < free; k++) drift[k]! += x * slopes[j * free + k]!;
    },
    logPrior(hyper, gradient) {
      let sum = 0;
      for (let i = 0; i < size; i++) {
        sum -= (hyper[i]! * hyper[i]!) / (2 * prior.meanVariance);
        gradient[i]! -= hyper[i]! / prior.meanVariance;
        sum += prior.sd.logDensity(hyper[size + i]!);
        gradient[size + i]! += prior.sd.slope(hyper[size + i]!);
      }
      for (let i = 2 * size; i < parameters; i++) {
        sum -= (hyper[i]! * hyper[i]!) / (2 * slopeVariance);
        gradient[i]! -= hyper[i]! / slopeVariance;
      }
      return sum;
    },
    rates(latents, rates) {
      for (let group = 0; group < groups; group++) {
        const [row, at] = [group * outcomes, group * free];
        let largest = 0;
        for (let k = 0; k < free; k++) {
          logit[k] = mean[at + k]! + drift[k]! + scale[at + k]! * latents[at + k]!;
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
    },
    density(latents, intoLatents, intoDerived) {
      let sum = 0;
      for (let i = 0; i < size; i++) {
        const z = latents[i]! / spread[i]!;
        sum -= (z * z) / 2 + ownKnown[i]! * logRatio[i]!;
        intoLatents[i]! -= z / spread[i]!;
        intoDerived[size + i]! += ownKnown[i]! * (z * z - 1);
      }
      return sum;
    },
    pull(latents, rates, slope, intoLatents, intoDerived) {
      for (let group = 0; group < groups; group++) {
        const [row, first] = [group * outcomes, group * free];
        let average = 0;
        for (let k = 0; k < outcomes; k++) average += rates[row + k]! * slope[row + k]!;
        for (let k = 0; k < free; k++) {
          const along = rates[row + k]! * (slope[row + k]! - average);
          const at = first + k;
          intoLatents[at]! += scale[at]! * along;
          intoDerived[at]! += along;
          intoDerived[size + at]! += along * scale[at]! * latents[at]! * (1 - ownKnown[at]!);
          for (let j = 0; j < covariates; j++)
            intoDerived[2 * size + j * free + k]! += along * own[j]!;
        }
      }
    },
    finish(derived, gradient) {
      for (let i = 0; i < parameters; i++) gradient[i]! += derived[i]!;
    },
  };
}

function namesOf(
  groups: readonly string[],
  outcomes: readonly string[],
  covariates: number,
): readonly string[] {
  const last = outcomes.at(-1) ?? "";
  const logits = outcomes.slice(0, -1).map((outcome) => `${outcome} against ${last}`);
  const cells = groups.flatMap((group) => logits.map((logit) => `${group}: ${logit}`));
  return [
    ...cells.map((cell) => `mean(${cell})`),
    ...cells.map((cell) => `log sd(${cell})`),
    ...groups
      .slice(0, covariates)
      .flatMap((group) => logits.map((logit) => `slope(${logit} | share of ${group})`)),
  ];
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

/** Rows of units' tables whose logits, against the last outcome, are normal about common ones. */
import type { Margins } from "../margins.js";
import { followingMap } from "./following-map.js";
import {
  enterUnit,
  latentDensity,
  openLogits,
  pullSlope,
  readHyperparameters,
  writeRates,
} from "./normal-logits.js";
import type { RowModel } from "./row-model.js";
import { halfNormalSd, wakefieldSd, type SdPrior } from "./sd-priors.js";
import { openFrames } from "./unit-frames.js";

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

export function normalRows(margins: Margins, prior: NormalRowsPrior): RowModel {
  const work = openLogits(margins, prior.context);
  const { groups, outcomes, size, covariates, parameters } = work;
  const model: RowModel = {
    groups,
    outcomes,
    hyperparameters: parameters,
    names: namesOf(margins.groups, margins.outcomes, covariates),
    derived: parameters,
    latents: size,
    start: new Float64Array(parameters).fill(-0.7, size, 2 * size),
    prepare: (hyper) => readHyperparameters(work, hyper),
    enter: (unit) => enterUnit(work, unit),
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
    rates: (latents, rates) => writeRates(work, latents, rates),
    density: latentDensity,
    pull: (latents, rates, slope, intoLatents, intoDerived) =>
      pullSlope(work, { latents, rates, slope }, intoLatents, intoDerived),
    finish(derived, gradient) {
      for (let i = 0; i < parameters; i++) gradient[i]! += derived[i]!;
    },
    latentMap: (reference) =>
      followingMap(work, margins, reference, openFrames(model, margins, reference).mode),
  };
  return model;
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

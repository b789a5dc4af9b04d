/** Rows of units' tables from a Dirichlet distribution a group: Rosen, Jiang, King and Tanner 2001. */
import { deterministic, tetragamma, trigamma } from "../../../../math/index.js";
import type { Margins } from "../margins.js";
import type { Concentrations } from "./concentrations.js";
import { fixedMap } from "./fixed-map.js";
import type { RowModel } from "./row-model.js";

const { digamma, exp, log, logGamma } = deterministic;

/**
 * A Dirichlet row is the normalised row of independent Gamma(alpha) variables. Their logarithms are
 * g = psi(alpha) + sqrt(psi'(alpha)) z, whose latent z has mean 0 and variance 1 whatever alpha is, so that
 * alpha and z are nearly independent where a unit says little. The sum of the Gamma variables is a latent
 * that no vote depends on.
 */
interface LogGammas {
  readonly alpha: Float64Array;
  /** psi(alpha) and sqrt(psi'(alpha)). */
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  /** Derivatives of the scale and of its logarithm. */
  readonly skew: Float64Array;
  readonly bent: Float64Array;
  /** The Gamma variables of the latents whose rates were written last. */
  readonly gammas: Float64Array;
  constant: number;
}

function prepare(work: LogGammas): void {
  const { alpha, centre, scale, skew, bent } = work;
  work.constant = 0;
  for (const [i, a] of alpha.entries()) {
    const [second, third] = [trigamma(a), tetragamma(a)];
    centre[i] = digamma(a);
    scale[i] = Math.sqrt(second);
    skew[i] = third / (2 * scale[i]);
    bent[i] = third / (2 * second);
    work.constant += log(scale[i]) - logGamma(a);
  }
}

const slopeInAlpha = ({ scale, skew }: LogGammas, at: number, z: number): number =>
  scale[at]! * scale[at]! + z * skew[at]!;

function density(
  work: LogGammas,
  latents: Float64Array,
  intoLatents: Float64Array,
  intoDerived: Float64Array,
): number {
  const { alpha, centre, scale, bent, gammas } = work;
  let sum = work.constant;
  for (const [i, z] of latents.entries()) {
    const g = centre[i]! + scale[i]! * z;
    const pull = alpha[i]! - gammas[i]!;
    sum += alpha[i]! * g - gammas[i]!;
    intoLatents[i]! += scale[i]! * pull;
    intoDerived[i]! += g - centre[i]! + pull * slopeInAlpha(work, i, z) + bent[i]!;
  }
  return sum;
}

export function dirichletRows(margins: Margins, concentrations: Concentrations): RowModel {
  const [groups, outcomes] = [margins.groups.length, margins.outcomes.length];
  const size = groups * outcomes;
  const ofSize = (): Float64Array => new Float64Array(size);
  const work: LogGammas = {
    alpha: ofSize(),
    centre: ofSize(),
    scale: ofSize(),
    skew: ofSize(),
    bent: ofSize(),
    gammas: ofSize(),
    constant: 0,
  };
  const { centre, scale, gammas } = work;
  const model: RowModel = {
    groups,
    outcomes,
    hyperparameters: concentrations.hyperparameters,
    names: concentrations.names,
    derived: size,
    latents: size,
    start: concentrations.start,
    prepare(hyper) {
      concentrations.write(hyper, work.alpha);
      prepare(work);
    },
    enter: () => undefined,
    logPrior: (hyper, gradient) => concentrations.logPrior(hyper, gradient),
    rates(latents, rates) {
      for (let row = 0; row < size; row += outcomes) {
        let total = 0;
        for (let i = row; i < row + outcomes; i++) {
          gammas[i] = exp(centre[i]! + scale[i]! * latents[i]!);
          total += gammas[i]!;
        }
        for (let i = row; i < row + outcomes; i++) rates[i] = gammas[i]! / total;
      }
    },
    density: (latents, intoLatents, intoDerived) =>
      density(work, latents, intoLatents, intoDerived),
    pull(latents, rates, slope, intoLatents, intoDerived) {
      for (let row = 0; row < size; row += outcomes) {
        let mean = 0;
        for (let i = row; i < row + outcomes; i++) mean += rates[i]! * slope[i]!;
        for (let i = row; i < row + outcomes; i++) {
          const along = rates[i]! * (slope[i]! - mean);
          intoLatents[i]! += scale[i]! * along;
          intoDerived[i]! += along * slopeInAlpha(work, i, latents[i]!);
        }
      }
    },
    finish: (derived, gradient) => concentrations.finish(derived, gradient),
    latentMap: (reference) => fixedMap(model, margins, reference),
  };
  return model;
}

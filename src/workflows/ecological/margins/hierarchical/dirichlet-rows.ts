/** Rows of units' tables from a Dirichlet distribution a group: Rosen, Jiang, King and Tanner 2001. */
import { deterministic, tetragamma, trigamma } from "../../../../math/index.js";
import type { Concentrations } from "./concentrations.js";
import type { RowModel } from "./row-model.js";

const { digamma, exp, logGamma } = deterministic;

/**
 * A Dirichlet row is the normalised row of independent Gamma(alpha) variables. Their logarithms are
 * g = psi(alpha) + sqrt(psi'(alpha)) z, whose latent z has mean 0 and variance 1 whatever alpha is, so that
 * alpha and z are nearly independent where a unit says little. The sum of the Gamma variables is a latent
 * that no vote depends on.
 */
export function dirichletRows(
  groups: number,
  outcomes: number,
  concentrations: Concentrations,
): RowModel {
  const size = groups * outcomes;
  const alpha = new Float64Array(size);
  const centre = new Float64Array(size);
  const scale = new Float64Array(size);
  const skew = new Float64Array(size);
  const bent = new Float64Array(size);
  const gammas = new Float64Array(size);
  let constant = 0;
  const slopeOfAlpha = (at: number, z: number): number => scale[at]! * scale[at]! + z * skew[at]!;
  return {
    groups,
    outcomes,
    hyperparameters: concentrations.hyperparameters,
    names: concentrations.names,
    derived: size,
    latents: size,
    start: concentrations.start,
    prepare(hyper) {
      concentrations.write(hyper, alpha);
      constant = 0;
      for (let i = 0; i < size; i++) {
        const a = alpha[i]!;
        const [second, third] = [trigamma(a), tetragamma(a)];
        centre[i] = digamma(a);
        scale[i] = Math.sqrt(second);
        skew[i] = third / (2 * scale[i]!);
        bent[i] = third / (2 * second);
        constant += deterministic.log(scale[i]!) - logGamma(a);
      }
    },
    enter: () => undefined,
    settle: () => undefined,
    logPrior: (hyper, gradient) => concentrations.logPrior(hyper, gradient),
    rates(latents, rates) {
      for (let row = 0; row < size; row += outcomes) {
        let total = 0;
        for (let i = row; i < row + outcomes; i++)
          total += gammas[i] = exp(centre[i]! + scale[i]! * latents[i]!);
        for (let i = row; i < row + outcomes; i++) rates[i] = gammas[i]! / total;
      }
    },
    density(latents, intoLatents, intoDerived) {
      let sum = constant;
      for (let i = 0; i < size; i++) {
        const z = latents[i]!;
        const g = centre[i]! + scale[i]! * z;
        const pull = alpha[i]! - gammas[i]!;
        sum += alpha[i]! * g - gammas[i]!;
        intoLatents[i]! += scale[i]! * pull;
        intoDerived[i]! += g - centre[i]! + pull * slopeOfAlpha(i, z) + bent[i]!;
      }
      return sum;
    },
    pull(latents, rates, slope, intoLatents, intoDerived) {
      for (let row = 0; row < size; row += outcomes) {
        let mean = 0;
        for (let i = row; i < row + outcomes; i++) mean += rates[i]! * slope[i]!;
        for (let i = row; i < row + outcomes; i++) {
          const along = rates[i]! * (slope[i]! - mean);
          intoLatents[i]! += scale[i]! * along;
          intoDerived[i]! += along * slopeOfAlpha(i, latents[i]!);
        }
      }
    },
    finish: (derived, gradient) => concentrations.finish(derived, gradient),
  };
}

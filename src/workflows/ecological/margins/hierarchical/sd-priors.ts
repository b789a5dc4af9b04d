/** Priors of standard deviations, as densities of their logarithm s. */
import { deterministic } from "../../../../math/index.js";

const { exp } = deterministic;

export interface SdPrior {
  readonly logDensity: (s: number) => number;
  readonly slope: (s: number) => number;
}

const shape = 0.825 / 2;
const rate = 0.0105 / 2;

/** sigma^2 ~ InverseGamma(.825 / 2, .0105 / 2): log p = -2 shape s - rate exp(-2 s) + constant. */
export const wakefieldSd: SdPrior = {
  logDensity: (s) => -2 * shape * s - rate * exp(-2 * s),
  slope: (s) => 2 * rate * exp(-2 * s) - 2 * shape,
};

/** sigma ~ HalfNormal(1): log p = s - exp(2 s) / 2 + constant. */
export const halfNormalSd: SdPrior = {
  logDensity: (s) => s - exp(2 * s) / 2,
  slope: (s) => 1 - exp(2 * s),
};

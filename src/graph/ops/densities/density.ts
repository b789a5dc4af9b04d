/** What a probability density provides as a function of its variable, with constant arguments. */
import type { Elementary } from "../../../math/index.js";

/** Arguments `a, b, c` are in the order of `parameters`; those that the density lacks are ignored. */
export interface Density {
  readonly parameters: readonly string[];
  /** The part of the log density that does not depend on x. */
  readonly logNormaliser: (a: number, b: number, c: number, math: Elementary) => number;
  /** The rest of the log density; −Infinity or NaN outside the support. */
  readonly logKernel: (x: number, a: number, b: number, c: number, math: Elementary) => number;
  /** d log density / dx. */
  readonly slope: (x: number, a: number, b: number, c: number, math: Elementary) => number;
}

export const logPi = 1.1447298858494002;
export const logTwo = 0.6931471805599453;
export const logSqrtTwoPi = 0.9189385332046727;

/** The elementary functions that a computation may use, as a value, so that the oracle and the plan can differ. */

/** Real functions of one real argument; every member follows IEEE conventions at its edges. */
export interface Elementary {
  readonly exp: (x: number) => number;
  readonly log: (x: number) => number;
  readonly log1p: (x: number) => number;
  readonly expm1: (x: number) => number;
  readonly tanh: (x: number) => number;
  /** log Γ(x) for x > 0. */
  readonly logGamma: (x: number) => number;
  /** d log Γ / dx for x > 0. */
  readonly digamma: (x: number) => number;
  /** log Φ(x), accurate in the lower tail. */
  readonly logNormalCdf: (x: number) => number;
}

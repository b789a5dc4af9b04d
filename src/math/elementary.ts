/** The elementary functions that a computation may use, as a value, so that the oracle and the plan can differ. */

/** Real functions of one real argument; every member follows IEEE conventions at its edges. */
export interface Elementary {
  exp(x: number): number;
  log(x: number): number;
  log1p(x: number): number;
  expm1(x: number): number;
  tanh(x: number): number;
  /** log Γ(x) for x > 0. */
  logGamma(x: number): number;
  /** d log Γ / dx for x > 0. */
  digamma(x: number): number;
  /** log Φ(x), accurate in the lower tail. */
  logNormalCdf(x: number): number;
}

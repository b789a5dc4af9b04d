/** What a variational engine tells while it runs, and how it ends. */

/** `start`: a path to where the mass is; `fit`: the optimisation; `response`: curvature; `check`: weights of draws. */
export type VariationalStage = "start" | "fit" | "response" | "check";

export interface VariationalProgress {
  readonly stage: VariationalStage;
  readonly done: number;
  /** At most so many. */
  readonly total: number;
}

/** Each `next()` runs to the next report; `next(true)` stops the engine, which then throws nothing and has nothing. */
export type VariationalRun<Result> = Generator<VariationalProgress, Result, boolean | undefined>;

/** `no-finite-start`: no point with a finite density and gradient; `no-approximation`: no normal with a finite ELBO. */
export type VariationalFailure = "stopped" | "no-finite-start" | "no-approximation";

/** Every engine's account of its approximation. */
export interface VariationalQuality {
  /** Mean of log p − log q over draws of q, up to the constant of the target; -Infinity where p is zero. */
  readonly elbo: number;
  /** Shape of the tail of the importance weights; -Infinity where they are equal. */
  readonly kHat: number;
  /** Draws that the weights leave: 1 / Σ w². */
  readonly effectiveDraws: number;
  /** Draws that were weighted. */
  readonly candidates: number;
  /** Whether draws were chosen by their weights; else they are the approximation's own. */
  readonly resampled: boolean;
  readonly iterations: number;
  readonly gradients: number;
  readonly converged: boolean;
}

/** Draws of the approximation before any was chosen, and the log of exact over approximate density of each. */
export interface Candidates {
  /** Unconstrained, row-major draws × dimension. */
  readonly positions: Float64Array;
  /** -Infinity where the exact density is zero. */
  readonly logRatios: Float64Array;
}

export interface VariationalDraws {
  readonly kind: "draws";
  /** Unconstrained, row-major draws × dimension. */
  readonly positions: Float64Array;
  readonly draws: number;
  readonly candidates: Candidates;
  readonly quality: VariationalQuality;
}

/** Settings of the sampler and the statistics that it keeps, draw by draw. */

export type TrajectoryRule = "u_turn" | "quarter_period";

/**
 * What warm-up learns the metric from: draws in Stan's windows; draws and gradients in moving windows; these
 * with directions besides the diagonal.
 */
export type AdaptationRule = "windows" | "gradients" | "low_rank";

export interface NutsSettings {
  readonly chains: number;
  /** Kept draws per chain. */
  readonly draws: number;
  /** Warm-up iterations per chain. */
  readonly tune: number;
  readonly targetAccept: number;
  readonly maxTreeDepth: number;
  readonly seed: number;
  /** Ends the run when every parameter has so many effective draws; `draws` is then the most. */
  readonly until?: number;
  /** Seconds after which the run ends where it is. */
  readonly time?: number;
  /** `whitened` in coordinates that are nearly standard normal already, else `windows`, unless asked for. */
  readonly adaptation?: AdaptationRule | "whitened";
  /**
   * In coordinates that are nearly standard normal: starts from a wide t instead of Stan's box, wider still
   * in so many first coordinates.
   */
  readonly starts?: { readonly hyperparameters: number };
  /**
   * How far trajectories go: until they turn back, or for a quarter of the period that they have where the
   * density is standard normal.
   */
  readonly trajectory?: TrajectoryRule;
  /** Which coordinates were sampled in, where not the model's own. */
  readonly coordinates?: "levels" | "joint" | "integrated";
}

/** What a fit with such settings learns its metric from. */
export function adaptationOf({
  adaptation,
  coordinates,
}: Pick<NutsSettings, "adaptation" | "coordinates">): AdaptationRule | "whitened" {
  return adaptation ?? (coordinates ? "whitened" : "windows");
}

export const defaultNutsSettings: NutsSettings = {
  chains: 4,
  draws: 1000,
  tune: 1000,
  targetAccept: 0.8,
  maxTreeDepth: 10,
  seed: 1,
};

/** Kept draws per chain at the most where the effective draws decide. */
export const mostDraws = 10_000;

/** Warm-up in coordinates that are nearly standard normal already. */
export const shortTune = 200;

/** In the model's own coordinates; gradients need less of it than draws alone. */
export const ownTune: Readonly<Record<AdaptationRule, number>> = {
  windows: defaultNutsSettings.tune,
  gradients: 400,
  low_rank: 400,
};

/** One entry per kept draw; `divergentPositions` holds up to 100 unconstrained starting points. */
export interface SamplerStatistics {
  readonly chain: number;
  readonly stepSize: number;
  /** Its diagonal. */
  readonly inverseMetric: Float64Array;
  /** Directions that the metric has besides, where it has any. */
  readonly metricRank?: number;
  readonly logDensity: Float64Array;
  readonly acceptance: Float64Array;
  readonly energy: Float64Array;
  readonly treeDepth: Uint8Array;
  readonly leapfrogs: Uint16Array;
  readonly divergent: Uint8Array;
  readonly divergentPositions: readonly Float64Array[];
  readonly warmupLeapfrogs: number;
  readonly warmupDivergences: number;
  readonly seconds: { readonly warmup: number; readonly sampling: number };
}

/** What a chain tells while it runs. */
export interface ChainProgress {
  readonly chain: number;
  readonly phase: "warmup" | "sampling";
  /** Iterations done, warm-up included. */
  readonly iteration: number;
  readonly total: number;
  /** Since the warm-up ended. */
  readonly divergences: number;
  readonly stepSize: number;
  /** Mean over the iterations of this phase so far. */
  readonly leapfrogsPerDraw: number;
}

/** One chain's outcome: kept unconstrained positions, row-major draws × dimension. */
export interface ChainResult {
  readonly kind: "draws";
  readonly positions: Float64Array;
  readonly draws: number;
  readonly statistics: SamplerStatistics;
  readonly interrupted: boolean;
}

/**
 * Why a chain has no draws. `no-finite-start`: 100 random points had no finite density and gradient.
 * `improper-posterior`: the density does not fall off in some direction. `no-step-size`: no step is
 * small enough for the integrator. `unusable-snapshot`: what was to be gone on from is no such chain.
 */
export type ChainFailureReason =
  "no-finite-start" | "improper-posterior" | "no-step-size" | "unusable-snapshot";

export interface ChainFailure {
  readonly kind: "failure";
  readonly chain: number;
  readonly reason: ChainFailureReason;
  /** Unconstrained coordinates that are to blame, where that is known. */
  readonly coordinates: readonly number[];
}

export type ChainOutcome = ChainResult | ChainFailure;

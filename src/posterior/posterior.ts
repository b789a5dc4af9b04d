/** A fit: draws of every reported parameter with what is needed to ask further questions of them. */
import type { Diagnostic } from "../diagnostics/index.js";
import type { CompiledModel } from "../compiler/compiled-model.js";
import type { AdviSettings } from "../engines/advi/index.js";
import type { Correction } from "../engines/importance/index.js";
import type {
  Criteria,
  ImportanceCheck,
  LaplaceApproximation,
  LaplaceSettings,
} from "../engines/laplace/index.js";
import type { NutsSettings, SamplerStatistics } from "../engines/nuts/nuts-settings.js";
import type { PathfinderSettings } from "../engines/pathfinder/index.js";
import type { VariationalQuality } from "../engines/variational/variational-progress.js";
import type { ReportedParameter } from "../target/index.js";
import type { Marginal, NamedMarginal } from "./marginals/marginal.js";

/** Draws after warm-up. `values[(chain * drawsPerChain + draw) * parameterCount + parameter]`. */
export interface Draws {
  readonly parameters: readonly ReportedParameter[];
  readonly chains: number;
  readonly drawsPerChain: number;
  readonly values: Float64Array;
}

/** Of the parameter with the fewest, bulk or tail. */
export interface FewestEffectiveDraws {
  readonly draws: number;
  readonly parameter: string;
}

interface FitBase {
  readonly kind: "fit";
  readonly model: CompiledModel;
  readonly draws: Draws;
  /** Wall-clock seconds by stage. */
  readonly seconds: Readonly<Record<string, number>>;
  /** What the engine has to say, in words that name the term; filled by the fit. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when the user stopped the run before its end. */
  readonly interrupted: boolean;
}

/** A run whose trajectories diverged, and that gave way to another. */
export interface LeftAttempt {
  readonly coordinates: NutsSettings["coordinates"];
  readonly targetAccept: number;
  readonly divergences: number;
}

/**
 * How sampling ended: with the draws that were asked for, with enough effective ones, at the end of its
 * time, or because the user stopped it.
 */
export interface SamplingRun {
  readonly ended: "draws" | "enough" | "time" | "stopped";
  /** Where effective draws were asked for: those of the parameter that has the fewest. */
  readonly fewest?: FewestEffectiveDraws | undefined;
}

export interface NutsPosterior extends FitBase {
  readonly engine: "nuts";
  readonly settings: NutsSettings;
  /** What was tried as well, and left because of its divergences. */
  readonly left?: readonly LeftAttempt[];
  readonly run?: SamplingRun;
  /** One per chain. */
  readonly statistics: readonly SamplerStatistics[];
}

export interface InlaSettings extends LaplaceSettings {
  /** Joint draws, made when something asks for draws. */
  readonly draws: number;
  readonly seed: number;
  /** Whether the approximation is corrected to the exact posterior by importance sampling. */
  readonly correct: boolean;
}

/** One entry a row of the data that the model uses. */
export interface RowPredictions {
  readonly cpo: Float64Array;
  readonly pit: Float64Array;
  readonly failure: Float64Array;
}

export interface InlaPosterior extends FitBase {
  readonly engine: "inla";
  readonly settings: InlaSettings;
  readonly approximation: LaplaceApproximation;
  readonly criteria: Criteria;
  /** Against the exact joint density; made where the conditionals look skewed. */
  readonly check: ImportanceCheck | undefined;
  /** What was asked of the exact joint density; marginals and draws are the corrected ones where it passed. */
  readonly correction: Correction | undefined;
  /** Of every reported parameter, in order; undefined for those that only the draws describe. */
  readonly marginals: readonly (Marginal | undefined)[];
  /** `precision(1|state)`: what is reported besides, by name. */
  readonly precisions: readonly NamedMarginal[];
  /** Marginals of linear combinations of effects, by the weights of reported parameters. */
  readonly combine: (weights: readonly ReadonlyMap<number, number>[]) => readonly Marginal[];
  /** What the other rows say of each row of the data; computed at first use. Of units of totals all have failed. */
  readonly leaveOneOut: RowPredictions;
  /** Drawn from the joint approximation, or from the weighted draws of the correction, at first use. */
  readonly draws: Draws;
}

interface VariationalBase extends FitBase {
  /** What the draws of the approximation weigh, and how it was found. */
  readonly quality: VariationalQuality;
}

export interface AdviPosterior extends VariationalBase {
  readonly engine: "advi";
  readonly settings: AdviSettings;
  /** Largest error of a mean that the fixed draws make, in posterior sds; NaN where unknown. */
  readonly meanError: number;
  /** Whether covariances are those of linear response. */
  readonly linearResponse: boolean;
}

export interface PathfinderPosterior extends VariationalBase {
  readonly engine: "pathfinder";
  readonly settings: PathfinderSettings;
}

export type VariationalPosterior = AdviPosterior | PathfinderPosterior;

export type Posterior = NutsPosterior | InlaPosterior | VariationalPosterior;

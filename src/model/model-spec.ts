/** The resolved model: design, family and every parameter with its prior and who chose it. */
import type { DataFrame } from "../data/index.js";
import type { Span } from "../diagnostics/index.js";
import type { Design, LinearPredictor } from "../design/design-blocks.js";
import type { CountLikelihoodName } from "../math/poisson-binomial/index.js";
import type { FormulaSources } from "../design/index.js";
import type { FamilyName, LinkName } from "../vocabulary/index.js";
import type { EffectShape } from "../vocabulary/effects/index.js";
import type { DistributionValue } from "../vocabulary/distribution.js";
import type { ModelRequest } from "./model-request.js";

export interface ResolvedPrior {
  readonly distribution: DistributionValue;
  readonly source: "user" | "default";
  /** Where the user wrote it. */
  readonly span?: Span;
  /** Why this one: the rule and the numbers behind it, in a sentence. */
  readonly reason: string;
  /** For group scales and sigma: what the density stands on. */
  readonly scale?: "sd" | "precision" | "variance";
  /** For rho and phi: the density stands on log((x − lower) / (upper − x)). */
  readonly onLogit?: true;
  /** For the intercept: `means` (predictors at their means) or `zero`. */
  readonly at?: "means" | "zero";
}

/** One scalar common coefficient. */
export interface CommonParameter {
  readonly name: string;
  readonly term: string;
  /** Weighted mean of its column: what centring subtracts. */
  readonly columnMean: number;
  readonly prior: ResolvedPrior;
}

export interface InterceptParameter {
  /** `Intercept`; with several outcomes `gov_d:Intercept`. */
  readonly name: string;
  readonly prior: ResolvedPrior;
}

/** The hyperparameters of one group block: a scale per effect, correlations when it has several. */
export interface GroupParameters {
  readonly term: string;
  /** `sd(1|state)`; one per effect. */
  readonly scaleNames: readonly string[];
  readonly scalePriors: readonly ResolvedPrior[];
  /** LKJ over the effects of a correlated block with two or more of them. */
  readonly correlationPrior?: ResolvedPrior;
}

/** The hyperparameters of a structured effect. */
export interface StructuredParameters {
  readonly term: string;
  /** `sd(rw1(age))`. */
  readonly scaleName: string;
  readonly scalePrior: ResolvedPrior;
  /** `rho(ar1(week))`, `phi(bym2(county))`. */
  readonly shape?: {
    readonly kind: EffectShape;
    readonly name: string;
    readonly prior: ResolvedPrior;
  };
}

/** `sigma`, `nu`, `alpha`, `kappa`. */
export interface AuxiliaryParameter {
  readonly name: string;
  readonly prior: ResolvedPrior;
}

/** The scores of one outcome: the same terms for each, under their own names. */
export interface OutcomePredictor extends Pick<
  ModelSpec,
  "intercept" | "common" | "group" | "structured"
> {
  readonly outcome: string;
  /** `gov_d:`; empty where there is only one predictor. */
  readonly prefix: string;
  readonly predictor: LinearPredictor;
}

export interface TotalsSpec {
  readonly key: string;
  /** The name of the data of the totals. */
  readonly unitsName: string;
  /** The units' values of the key, in the order of their rows. */
  readonly unitNames: readonly string[];
  /** In the order of the response. */
  readonly outcomes: readonly string[];
  /** Position of the outcome whose score is zero. */
  readonly reference: number;
  readonly likelihood: CountLikelihoodName;
  /** Counts vary by a concentration, `kappa`, beyond what their mean probabilities allow. */
  readonly dispersed: boolean;
  /** Row-major, units × outcomes. */
  readonly counts: Float64Array;
  /** The unit of every row of the design. */
  readonly unit: Int32Array;
  /** People that every row stands for. */
  readonly weights: Float64Array;
  /** One for each outcome but the reference. */
  readonly predictors: readonly OutcomePredictor[];
}

/** What a model was made from: a name of the program may stand for other data by now. */
export interface ModelOrigin {
  readonly request: ModelRequest;
  readonly frame: DataFrame;
  readonly sources: FormulaSources;
}

export interface ModelSpec {
  readonly kind: "model";
  readonly name: string;
  readonly dataName: string;
  readonly formulaText: string;
  readonly family: FamilyName;
  readonly link: LinkName;
  readonly design: Design;
  readonly intercept: InterceptParameter | undefined;
  /** In the order of the design's common columns. */
  readonly common: readonly CommonParameter[];
  /** In the order of the design's group blocks. */
  readonly group: readonly GroupParameters[];
  /** In the order of the design's structured blocks. */
  readonly structured: readonly StructuredParameters[];
  readonly auxiliary: readonly AuxiliaryParameter[];
  /** Names of columns whose mean is subtracted: false when the formula has no intercept. */
  readonly centred: boolean;
  /**
   * Responses known only as totals of units. The parameters above are then those of all outcomes, one
   * after the other, and `specsOfOutcomes` gives those of each.
   */
  readonly totals?: TotalsSpec;
  readonly origin: ModelOrigin;
}

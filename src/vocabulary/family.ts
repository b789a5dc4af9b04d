/** What a response family provides: its links, auxiliary parameters, likelihood and draws. */
import type { Elementary, RandomStream } from "../math/index.js";
import type { DistributionValue, Support } from "./distribution.js";
import type { FamilyName, LinkName } from "./names.js";

/** A default prior with the rule behind it. */
export interface DefaultPrior {
  readonly distribution: DistributionValue;
  readonly reason: string;
  /** For scales: what the density stands on; the sd when absent. */
  readonly scale?: "sd" | "precision" | "variance";
  /** For parameters between two bounds: the density stands on the logit. */
  readonly onLogit?: true;
}

/** A parameter beside the mean, positive in every family of this table. */
export interface AuxiliaryRule {
  readonly name: string;
  /** What it is: `standard deviation of the residuals`. */
  readonly summary: string;
  /** `sdOfResponse` > 0 is that of the observed responses, divisor n. */
  readonly defaultPrior: (sdOfResponse: number) => DefaultPrior;
  /** What R-INLA takes where nothing is said; undefined where our parameter cannot have it. */
  readonly inlaPrior?: DefaultPrior;
}

export interface Family {
  readonly name: FamilyName;
  /** Other spellings that are accepted. */
  readonly aliases: readonly string[];
  /** One sentence with the density's parametrisation, for the catalogue. */
  readonly summary: string;
  /** The default link first. */
  readonly links: readonly LinkName[];
  /** Links under which every row's log likelihood is concave in the predictor, other parameters fixed. */
  readonly concaveLinks: readonly LinkName[];
  readonly auxiliary: readonly AuxiliaryRule[];
  /** Values that the mean may take. */
  readonly meanRange: Support;
  /** Default priors use the mean and sd of the response; otherwise they take 0 and 1. */
  readonly scaledByResponse: boolean;
  /** The response counts successes among trials: `one` trial a row, or `given` by `p(y, n)`. */
  readonly trials?: "one" | "given";
  /** What a response value must be, in words: `a whole number, zero or more`. */
  readonly responseRule: string;
  readonly accepts: (value: number, trials: number) => boolean;
  /** A new response; binomial: a count of `trials`. `auxiliary` in the order of the table. */
  readonly sampleResponse: (
    mu: number,
    auxiliary: readonly number[],
    trials: number,
    random: RandomStream,
  ) => number;
  /** The whole log density or mass of y, constants included. */
  readonly logLikelihood: (
    y: number,
    trials: number,
    mu: number,
    auxiliary: readonly number[],
    math: Elementary,
  ) => number;
  /** P(Y <= y). */
  readonly cumulative: (
    y: number,
    trials: number,
    mu: number,
    auxiliary: readonly number[],
  ) => number;
}

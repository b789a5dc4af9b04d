/** A model of totals: units with counts, the members that they are made of, and a predictor for each outcome. */
import type { LinearPredictor } from "../../design/design-blocks.js";
import type { CountLikelihoodName } from "../../math/poisson-binomial/index.js";
import type { ModelSpec } from "../model-spec.js";
import type { ModelParameters } from "../resolve-parameters.js";

/** The scores of one outcome: the same terms for each, under their own names. */
export interface OutcomePredictor extends Omit<ModelParameters, "auxiliary"> {
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

/** The model as one for each predictor; the model itself where its response is seen. */
export function specsOfOutcomes(spec: ModelSpec): readonly ModelSpec[] {
  if (!spec.totals) return [spec];
  return spec.totals.predictors.map(({ predictor, intercept, common, group, structured }) => ({
    ...spec,
    design: { ...spec.design, predictor },
    intercept,
    common,
    group,
    structured,
  }));
}

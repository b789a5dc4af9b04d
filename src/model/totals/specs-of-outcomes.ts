/** A model of totals as one specification for each of its predictors. */
import type { ModelSpec } from "../model-spec.js";

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

/** A model in mathematical notation: likelihood, linear predictor, effects and priors. */
import { specsOfOutcomes } from "../../model/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { Equation } from "./notation.js";
import { predictorEquation } from "./predictor-equation.js";
import { priorEquations } from "./prior-equations.js";
import { responseEquation } from "./response-equation.js";
import { totalsEquations } from "./totals-equations.js";

/** In the order in which a paper writes them: from the data down to the priors. */
export function modelEquations(spec: ModelSpec): readonly Equation[] {
  const { totals } = spec;
  const data = totals
    ? totalsEquations(spec, totals)
    : [responseEquation(spec), predictorEquation(spec)];
  const priors = specsOfOutcomes(spec).flatMap((one, k) =>
    priorEquations(k === 0 ? one : { ...one, auxiliary: [] }),
  );
  return [...data, ...priors];
}

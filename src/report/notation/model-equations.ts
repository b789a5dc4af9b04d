/** A model in mathematical notation: likelihood, linear predictor, effects and priors. */
import type { ModelSpec } from "../../model/model-spec.js";
import type { Equation } from "./notation.js";
import { predictorEquation } from "./predictor-equation.js";
import { priorEquations } from "./prior-equations.js";
import { responseEquation } from "./response-equation.js";

/** In the order in which a paper writes them: from the data down to the priors. */
export function modelEquations(spec: ModelSpec): readonly Equation[] {
  return [responseEquation(spec), predictorEquation(spec), ...priorEquations(spec)];
}

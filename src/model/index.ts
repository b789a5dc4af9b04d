/** The model room: a model's text and its data into a specification. */
export type {
  AuxiliaryParameter,
  CommonParameter,
  GroupParameters,
  InterceptParameter,
  ModelSpec,
  ResolvedPrior,
} from "./model-spec.js";
export type { ModelOptions } from "./read-options.js";
export { resolveAgain, resolveFormula, resolveModel } from "./resolve-model.js";

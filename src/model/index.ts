/** The model room: a model's text and its data into a specification. */
export type {
  AuxiliaryParameter,
  CommonParameter,
  GroupParameters,
  InterceptParameter,
  ModelSpec,
  OutcomePredictor,
  ResolvedPrior,
  TotalsSpec,
} from "./model-spec.js";
export type { AggregateRequest } from "./totals/aggregate-request.js";
export { predictorOfOutcome } from "./totals/name-outcome.js";
export { specsOfOutcomes } from "./totals/specs-of-outcomes.js";
export { concernsNetworks } from "./networks/network-calls.js";
export type { NetworkModel, NetworkRequest } from "./networks/network-model.js";
export { resolveNetwork, resolveNetworkRequest } from "./networks/resolve-network.js";
export { readAggregateTexts, type AggregateOptions, type ModelOptions } from "./read-options.js";
export { resolveAgain, resolveFormula, resolveModel } from "./resolve-model.js";

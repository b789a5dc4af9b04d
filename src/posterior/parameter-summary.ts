/** The summary of one parameter, by what the engine knows of it. */
import type { ParameterRole } from "../target/index.js";
import type { DrawSummary } from "./diagnostics/index.js";
import type { MarginalSummary } from "./marginals/marginal.js";

export interface NamedParameter {
  readonly name: string;
  readonly role: ParameterRole;
  readonly term: string;
}

/** Of a parameter that was drawn by Markov chains. */
export interface ParameterSummary extends DrawSummary, NamedParameter {}

/** Of a parameter whose marginal density is known; NaN is a mode that only draws could give. */
export interface ParameterMarginalSummary extends MarginalSummary, NamedParameter {}

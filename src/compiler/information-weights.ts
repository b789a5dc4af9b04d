/**
 * Rough weight of each row in the information about the linear predictor, (dmu/deta)² / Var(y)
 * near the observed response: good enough to choose coordinates, never part of the density.
 */
import type { ModelSpec } from "../model/model-spec.js";

function meanOf(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return values.length === 0 ? 0 : total / values.length;
}

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  let total = 0;
  for (let i = 0; i < values.length; i++) total += (values[i]! - mean) * (values[i]! - mean);
  return values.length === 0 ? 0 : total / values.length;
}

function positiveOr(value: number, otherwise: number): number {
  return value > 0 && Number.isFinite(value) ? value : otherwise;
}

/** Information per unit of weight of row i. */
function unitInformation({ design, family, link }: ModelSpec): (i: number) => number {
  const { values, trials, standardErrors } = design.response;
  const mean = positiveOr(meanOf(values), 1);
  const variance = positiveOr(varianceOf(values), 1);
  switch (family) {
    case "gaussian":
    case "student_t":
      return (i) => (standardErrors ? 1 / (standardErrors[i]! * standardErrors[i]!) : 1 / variance);
    case "bernoulli":
    case "binomial":
      return (i) => (trials ? trials[i]! : 1) * (link === "logit" ? 0.25 : 0.6);
    case "poisson":
      return link === "log" ? (i) => 0.5 * (values[i]! + mean) : () => 1 / mean;
    case "negative_binomial":
      return link === "log" ? () => 0.5 : () => 0.5 / mean;
    case "gamma":
      if (link === "log") return () => 1;
      return link === "inverse" ? (i) => values[i]! * values[i]! : () => 1 / (mean * mean);
    case "beta":
      return () => 1;
  }
}

export function informationWeights(spec: ModelSpec): Float64Array {
  const { values, weights } = spec.design.response;
  const information = unitInformation(spec);
  const result = new Float64Array(values.length);
  for (let i = 0; i < result.length; i++) {
    result[i] = information(i) * (weights ? weights[i]! : 1);
  }
  return result;
}

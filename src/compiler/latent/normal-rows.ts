/** What a plan's rows are where responses are normal, with sigma as a parameter or with known errors. */
import type { NormalRows } from "../../target/index.js";
import type { LatentPlan } from "./latent-plan.js";

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** Undefined for other likelihoods and links, and where sigma is not the exponential of its coordinate. */
export function normalRows(plan: LatentPlan): NormalRows | undefined {
  const { responses, link, auxiliary, hyperparameters } = plan;
  if (link !== "identity" || responses.kind !== "rows") return undefined;
  const { likelihood, statistics } = responses;
  const [mean, weights, squares] = statistics;
  if (likelihood === "gaussian_known")
    return { mean: mean!, weights: weights!, squares: 0, weight: 0, scale: undefined };
  const scale = auxiliary[0];
  if (likelihood !== "gaussian" || scale === undefined || hyperparameters[scale]!.bounds)
    return undefined;
  return { mean: mean!, weights: weights!, squares: sum(squares!), weight: sum(weights!), scale };
}

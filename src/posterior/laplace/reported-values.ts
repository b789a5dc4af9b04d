/** From hyperparameters and latents to the reported parameters, in the order of the model. */
import {
  boundedValue,
  correlationFactor,
  effectLatents,
  scaleAt,
  type LatentPlan,
} from "../../compiler/index.js";

/** Correlations (L Lᵀ)[i,j] below the diagonal, row by row. */
function writeCorrelations(
  free: Float64Array,
  k: number,
  values: Float64Array,
  start: number,
): number {
  const factor = correlationFactor(free, k);
  let at = start;
  for (let i = 1; i < k; i++)
    for (let j = 0; j < i; j++) {
      let total = 0;
      for (let m = 0; m <= j; m++) total += factor[i * k + m]! * factor[j * k + m]!;
      values[at++] = total;
    }
  return at;
}

type ReportedValues = (theta: Float64Array, x: Float64Array, values: Float64Array) => void;

/** Writes intercept, common, auxiliary, hyperparameters block by block, then the effects of groups and nodes. */
export function openReported(plan: LatentPlan): ReportedValues {
  const effects = effectLatents(plan);
  return (theta, x, values) => {
    let at = writePopulation(plan, theta, x, values);
    for (const latent of effects) values[at++] = x[latent]!;
  };
}

function writePopulation(
  plan: LatentPlan,
  theta: Float64Array,
  x: Float64Array,
  values: Float64Array,
): number {
  const scale = (k: number): number => scaleAt(plan.hyperparameters[k]!.bounds, theta[k]!);
  let at = 0;
  for (let j = plan.commonStart; j < x.length; j++) values[at++] = x[j]!;
  for (const k of plan.auxiliary) values[at++] = scale(k);
  for (const block of plan.blocks) {
    if (block.kind === "common") continue;
    if (block.kind === "structured") {
      const [first, shape] = block.hyperparameters;
      values[at++] = scale(first!);
      if (shape !== undefined) values[at++] = boundedValue(block.range!, theta[shape]!).value;
      continue;
    }
    const { effects, hyperparameters } = block;
    for (const k of hyperparameters.slice(0, effects)) values[at++] = scale(k);
    const free = Float64Array.from(hyperparameters.slice(effects), (k) => theta[k]!);
    if (free.length > 0) at = writeCorrelations(free, effects, values, at);
  }
  return at;
}

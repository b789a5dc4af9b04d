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

type WriteReported = (theta: Float64Array, x: Float64Array, values: Float64Array) => void;

/** Sds and correlations of all blocks from a position on; returns where they end. */
function writeScales(
  plan: LatentPlan,
  theta: Float64Array,
  values: Float64Array,
  start: number,
): number {
  const scale = (k: number): number => scaleAt(plan.hyperparameters[k]!.bounds, theta[k]!);
  let at = start;
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
    for (let i = 0; i < effects; i++) values[at++] = scale(hyperparameters[i]!);
    if (hyperparameters.length === effects) continue;
    const free = Float64Array.from(hyperparameters.slice(effects), (k) => theta[k]!);
    at = writeCorrelations(free, effects, values, at);
  }
  return at;
}

/** Intercept, common, auxiliary, hyperparameters block by block, then the effects of groups and nodes. */
export function openReport(plan: LatentPlan): WriteReported {
  const commonStart = plan.starts.at(-1)!;
  const effects = effectLatents(plan);
  return (theta, x, values) => {
    for (let j = commonStart; j < x.length; j++) values[j - commonStart] = x[j]!;
    const start = writeScales(plan, theta, values, x.length - commonStart);
    for (let i = 0; i < effects.length; i++) values[start + i] = x[effects[i]!]!;
  };
}

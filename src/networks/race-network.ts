/** The layers of a network as its users see them, from a position, and the position again. */
import { planNetwork, type NetworkPlan, type PlannedColumns } from "./network-plan.js";
import type { RaceOutcomes } from "./network-rows.js";
import type { NetworkShape } from "./network-shape.js";
import { planPosition } from "./position.js";
import type { NetworkLayer, RaceNetwork } from "./trained-network.js";
import type { TrainingOutcome } from "./training-job.js";

function layersAt(
  plan: NetworkPlan,
  { bayes }: NetworkShape,
  position: Float32Array,
): readonly NetworkLayer[] {
  const { logSds, scaleMeans, scaleLogSds } = planPosition(plan, bayes !== undefined);
  return plan.layers.map(({ inputs, outputs, first }, layer) => {
    const end = first + (inputs + 1) * outputs;
    const weights = position.slice(first, end);
    if (bayes === undefined) return { inputs, outputs, weights };
    const mean = position[scaleMeans + layer]!;
    const logScale = { mean, logSd: position[scaleLogSds + layer]! };
    const ofWeights = position.slice(logSds + first, logSds + end);
    return { inputs, outputs, weights, bayes: { logSds: ofWeights, logScale } };
  });
}

/** The position that the layers came from. */
export function positionOf(plan: NetworkPlan, layers: readonly NetworkLayer[]): Float32Array {
  const isBayesian = layers.some(({ bayes }) => bayes !== undefined);
  const { size, logSds, scaleMeans, scaleLogSds } = planPosition(plan, isBayesian);
  const position = new Float32Array(size);
  layers.forEach(({ weights, bayes }, layer) => {
    const { first } = plan.layers[layer]!;
    position.set(weights, first);
    if (bayes === undefined) return;
    position.set(bayes.logSds, logSds + first);
    position[scaleMeans + layer] = bayes.logScale.mean;
    position[scaleLogSds + layer] = bayes.logScale.logSd;
  });
  return position;
}

export function raceNetworkOf(
  columns: PlannedColumns,
  races: readonly RaceOutcomes[],
  shape: NetworkShape,
  { best, trace }: TrainingOutcome,
): RaceNetwork {
  const plan = planNetwork(columns, races, shape);
  return {
    races: races.map(({ name, family, outcomes }) => ({ name, family, outcomes })),
    layers: layersAt(plan, shape, best.position),
    restart: best.restart,
    trace,
  };
}

/** Data that a model itself has made: parameters from their priors, and a response from these. */
import { compileModel, type CompiledModel } from "../../compiler/index.js";
import { openStream } from "../../math/index.js";
import {
  improperPriors,
  inferenceFailure,
  openPriorDraws,
  openReplicator,
} from "../../posterior/index.js";

export interface SimulatedData {
  /** Of every reported parameter. */
  readonly truth: Float64Array;
  /** The same design and priors with the simulated response. */
  readonly model: CompiledModel;
  /** Pairs of parameters and response before this one that the family could not have produced. */
  readonly refused: number;
}

/** Priors that give no possible response in so many draws are of no use. */
const mostTries = 200;

/** Reports priors without draws and weights, under which the likelihood is no distribution of the data. */
export function checkSimulable({ spec }: CompiledModel): void {
  const improper = improperPriors(spec);
  if (improper.length > 0) throw inferenceFailure(improper);
  if (spec.design.response.weights === undefined) return;
  throw inferenceFailure([
    {
      code: "nothing-simulated",
      severity: "error",
      message: `${spec.name} has weights, and a likelihood with weights is not the distribution of any data, so no data can be simulated from it`,
      help: "calibrate the model without `weights`: its computation is the same",
    },
  ]);
}

function nothingPossible({ spec }: CompiledModel): Error {
  return inferenceFailure([
    {
      code: "nothing-simulated",
      severity: "error",
      message: `in ${mostTries} draws from the priors of ${spec.name} the ${spec.family} family never gave a possible response to every row`,
      help: "narrower priors, or a link that keeps the mean in its range",
    },
  ]);
}

/**
 * Opens the simulation of data sets, the i-th from a stream of its own. A response that the family
 * refuses is drawn again together with its parameters: their density is zero in the posterior too,
 * or depends on the data alone, so that ranks stay uniform.
 */
export function openSimulation(
  model: CompiledModel,
  seed: number,
): (index: number) => SimulatedData {
  const { spec, parameters } = model;
  const draw = openPriorDraws(spec, parameters);
  const replicator = openReplicator(model);
  return (index) => {
    const random = openStream(seed, "sbc", index);
    for (let refused = 0; refused < mostTries; refused++) {
      const truth = draw(random);
      const values = new Float64Array(replicator.rowCount);
      replicator.replicate(truth, random, values);
      if (values.some(Number.isNaN)) continue;
      const response = { ...spec.design.response, values };
      const simulated = { ...spec, design: { ...spec.design, response } };
      return { truth, model: compileModel(simulated, () => 0), refused };
    }
    throw nothingPossible(model);
  };
}

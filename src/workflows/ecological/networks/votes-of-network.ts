/** What a trained network says of how its people chose, race by race: over draws of its weights where it has them. */
import { selectRows } from "../../../data/index.js";
import {
  drawnProbabilities,
  meanProbabilities,
  type PredictionRunner,
  type RaceProbabilities,
} from "../../../networks/index.js";
import type { ChoiceDraws, VoteFit } from "../individuals/index.js";
import type { NetworkFit } from "./network-fit.js";

/** Draws of the weights that tables and their intervals are made of. */
const drawsOfWeights = 100;

/** Fewer rows are predicted sooner than threads have started. */
const worthThreads = 200_000;

/** All races of the latest draw: they are predicted together, and asked for one after the other. */
function openDraws({ model, network, settings }: NetworkFit, threads?: PredictionRunner) {
  const runner = threads && model.inputs.rows >= worthThreads ? { runner: threads } : {};
  const request = { seed: settings.seed, ...runner };
  const isBayesian = network.shape.bayes !== undefined;
  let latest: { draw: number; races: Promise<readonly RaceProbabilities[]> } | undefined;
  return (draw: number): Promise<readonly RaceProbabilities[]> => {
    if (latest?.draw !== draw) {
      const races = isBayesian
        ? drawnProbabilities(network, model.inputs, { draw, ...request })
        : meanProbabilities(network, model.inputs, { draws: 1, ...request });
      latest = { draw, races };
    }
    return latest.races;
  };
}

/** `threads` predict where people are many; probabilities do not depend on them. */
export function votesOfNetwork(fit: NetworkFit, threads?: PredictionRunner): VoteFit {
  const { model, network } = fit;
  const { frame } = model.origin;
  const racesOf = openDraws(fit, threads);
  const people = selectRows(frame, model.rows, frame.name);
  const isBayesian = network.shape.bayes !== undefined;
  return {
    name: model.name,
    unitsName: model.unitsName,
    uncertainty: isBayesian ? "weights" : "none",
    races: model.races.map(({ name, outcomes, counts }): ChoiceDraws => ({
      race: name,
      outcomes,
      people,
      weights: model.people,
      unit: model.unit,
      counts,
      draws: isBayesian ? drawsOfWeights : 1,
      async evaluate(draw, into) {
        const races = await racesOf(draw);
        into.set(races.find((race) => race.name === name)!.values);
      },
    })),
  };
}

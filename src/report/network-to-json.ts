/** Networks in the JSON document: what they read, how they were trained and how well units are predicted. */
import { recordDiagnostic } from "../diagnostics/index.js";
import type { NetworkModel } from "../model/index.js";
import type { EpochTrace } from "../networks/index.js";
import { restartsOf, type NetworkFit } from "../workflows/ecological/networks/index.js";
import type { Json, JsonObject, Sources } from "./json.js";

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function shapeToJson({ shape }: NetworkModel): JsonObject {
  return {
    network: shape.kind,
    hidden: shape.hidden,
    bayes: shape.bayes !== undefined,
    ...(shape.bayes && { scale: shape.bayes.scale }),
  };
}

export function networkModelToJson(model: NetworkModel): Json {
  return {
    kind: "network_model",
    data: model.dataName,
    formulas: model.formulaText.split("\n"),
    ...shapeToJson(model),
    races: model.races.map(({ name, outcomes }) => ({ name, outcomes })),
    n_obs: model.rows.length,
    n_units: model.unitNames.length,
  };
}

const epochToJson = ({ restart, epoch, loss, heldOut }: EpochTrace): JsonObject => ({
  restart: restart + 1,
  epoch,
  loss: finite(loss),
  ...(heldOut && {
    held_out_loss: finite(heldOut.loss),
    held_out_r_squared: finite(heldOut.rSquared),
  }),
});

export function networkToJson(fit: NetworkFit, sources: Sources): Json {
  const { model, network, settings, seconds } = fit;
  const { epochs, restarts, unitsPerBatch, learningRate, heldOut, annealing, joint, seed } =
    settings;
  return {
    kind: "network",
    model: model.name,
    ...shapeToJson(model),
    settings: {
      epochs,
      restarts,
      batch: unitsPerBatch,
      learning_rate: learningRate,
      held_out: heldOut,
      annealing,
      joint,
      seed,
    },
    n_obs: model.rows.length,
    n_units: model.unitNames.length,
    held_out_units: Array.from(network.heldOutUnits, (unit) => model.unitNames[unit] ?? ""),
    standardised: model.inputs.numeric.map(({ name, mean, sd }) => ({ name, mean, sd })),
    networks: network.networks.map((one) => ({
      races: one.races.map(({ name }) => name),
      restart: one.restart + 1,
      restarts: restartsOf(one).map(epochToJson),
    })),
    seconds: finite(seconds),
    interrupted: network.stopped,
    diagnostics: fit.diagnostics.map((diagnostic) => recordDiagnostic(diagnostic, sources)),
  };
}

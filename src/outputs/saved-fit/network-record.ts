/** A trained network in a saved file: formulas and data of its model, and the weights of all layers. */
import { collectDiagnostics } from "../../diagnostics/index.js";
import { parseFormulaText, printFormula } from "../../language/index.js";
import { readAggregateTexts, resolveNetworkRequest, type NetworkModel } from "../../model/index.js";
import {
  defaultTraining,
  type EpochTrace,
  type NetworkLayer,
  type RaceNetwork,
  type TrainedNetwork,
  type TrainingSettings,
} from "../../networks/index.js";
import type { NetworkFit } from "../../workflows/ecological/networks/index.js";
import type { ArrayReader, ArrayWriter } from "./array-store.js";
import { readDiagnostic, writeDiagnostic } from "./diagnostic-record.js";
import { fault } from "./fault.js";
import { fieldsOf, storedNumber, type Fields, type StoredFields } from "./fields.js";
import { readFrame, writeFrame } from "./frame-record.js";

function writeModel({ origin, name }: NetworkModel, writer: ArrayWriter): StoredFields {
  const { request, frame, sources } = origin;
  const { key, data, weight, family } = request.aggregate;
  const totals = sources.frames.get(data.text);
  if (!totals) throw new Error(`the totals of ${name} are gone`);
  // Whatever links people to other data stays, as levels.
  const texts = frame.columns.filter(({ kind }) => kind === "text").map((column) => column.name);
  const keys = new Set([key.text, ...texts]);
  return {
    name,
    formulas: request.formulas.map(printFormula),
    by: key.text,
    to: data.text,
    ...(weight && { weight: weight.text }),
    ...(family && { family }),
    data: writeFrame(frame, writer, keys),
    totals: writeFrame(totals, writer, keys),
  };
}

const writeEpoch = ({ restart, epoch, loss, heldOut }: EpochTrace): StoredFields => ({
  restart,
  epoch,
  loss: storedNumber(loss),
  ...(heldOut && {
    held_out: { loss: storedNumber(heldOut.loss), r_squared: storedNumber(heldOut.rSquared) },
  }),
});

function writeLayer({ inputs, outputs, weights, bayes }: NetworkLayer, writer: ArrayWriter) {
  return {
    inputs,
    outputs,
    weights: writer.store(weights),
    ...(bayes && {
      log_sds: writer.store(bayes.logSds),
      scale_mean: storedNumber(bayes.logScale.mean),
      scale_log_sd: storedNumber(bayes.logScale.logSd),
    }),
  };
}

export function writeNetwork(fit: NetworkFit, writer: ArrayWriter): StoredFields {
  const { model, network, settings, seconds, diagnostics } = fit;
  return {
    model: writeModel(model, writer),
    settings,
    seconds: storedNumber(seconds),
    diagnostics: diagnostics.map(writeDiagnostic),
    held_out_units: writer.store(network.heldOutUnits),
    stopped: network.stopped,
    networks: network.networks.map(({ races, restart, trace, layers }) => ({
      races: races.map(({ name }) => name),
      restart,
      trace: trace.map(writeEpoch),
      layers: layers.map((layer) => writeLayer(layer, writer)),
    })),
  };
}

function readModel(fields: Fields, arrays: ArrayReader): NetworkModel {
  const sink = collectDiagnostics();
  const formulas = fields
    .texts("formulas")
    .map((text) => parseFormulaText({ file: "saved network", text }, sink));
  const options = {
    by: fields.text("by"),
    to: fields.text("to"),
    ...(fields.has("weight") && { weight: fields.text("weight") }),
  };
  const family = fields.has("family") ? { family: fields.text("family") } : {};
  const aggregate = readAggregateTexts(family, options, sink);
  const frame = readFrame(fields.fields("data"), arrays);
  const totals = readFrame(fields.fields("totals"), arrays);
  const found = formulas.filter((formula) => formula !== undefined);
  const sources = {
    graphs: new Map(),
    frames: new Map([[options.to, totals]]),
    absent: new Set<string>(),
  };
  const request = aggregate && { name: fields.text("name"), formulas: found, aggregate };
  const model = request && resolveNetworkRequest(request, frame, sink, sources);
  if (model && !sink.hasErrors() && found.length === formulas.length) return model;
  const [first] = sink.diagnostics.filter(({ severity }) => severity === "error");
  throw fault("a network that stands on its data", first?.message ?? "another");
}

function readEpoch(item: unknown, path: string): EpochTrace {
  const fields = fieldsOf(item, path);
  const held = fields.has("held_out") ? fields.fields("held_out") : undefined;
  return {
    restart: fields.count("restart"),
    epoch: fields.count("epoch"),
    loss: fields.number("loss"),
    ...(held && { heldOut: { loss: held.number("loss"), rSquared: held.number("r_squared") } }),
  };
}

function readLayer(item: unknown, path: string, arrays: ArrayReader): NetworkLayer {
  const fields = fieldsOf(item, path);
  const [inputs, outputs] = [fields.count("inputs"), fields.count("outputs")];
  const size = (inputs + 1) * outputs;
  return {
    inputs,
    outputs,
    weights: arrays.singles(fields, "weights", size),
    ...(fields.has("log_sds") && {
      bayes: {
        logSds: arrays.singles(fields, "log_sds", size),
        logScale: { mean: fields.number("scale_mean"), logSd: fields.number("scale_log_sd") },
      },
    }),
  };
}

function readNetworks(
  fields: Fields,
  { races, shape }: NetworkModel,
  arrays: ArrayReader,
): readonly RaceNetwork[] {
  return fields.list("networks", (item, path) => {
    const own = fieldsOf(item, path);
    const names = own.texts("races");
    const layers = own.list("layers", (layer, at) => readLayer(layer, at, arrays));
    const known = races.filter(({ name }) => names.includes(name));
    if (known.length < names.length || layers.length !== shape.hidden.length + 1)
      throw fault(`the layers of ${names.join(", ")}`, "those of another network");
    return {
      races: known.map(({ name, family, outcomes }) => ({ name, family, outcomes })),
      restart: own.count("restart"),
      trace: own.list("trace", readEpoch),
      layers,
    };
  });
}

function readSettings(fields: Fields): TrainingSettings {
  const [from, to] = fields.list("annealing", (value) => Number(value));
  return {
    seed: fields.count("seed"),
    epochs: fields.count("epochs"),
    unitsPerBatch: fields.count("unitsPerBatch"),
    learningRate: fields.number("learningRate"),
    restarts: fields.count("restarts"),
    heldOut: fields.number("heldOut"),
    annealing: [from ?? defaultTraining.annealing[0], to ?? defaultTraining.annealing[1]],
    joint: fields.flag("joint"),
  };
}

export function readNetwork(fields: Fields, arrays: ArrayReader): NetworkFit {
  const model = readModel(fields.fields("model"), arrays);
  const { categories, numeric } = model.inputs;
  const network: TrainedNetwork = {
    shape: model.shape,
    inputs: {
      categories: categories.map(({ name, levels }) => ({ name, levels })),
      numeric: numeric.map(({ name, mean, sd }) => ({ name, mean, sd })),
    },
    networks: readNetworks(fields, model, arrays),
    heldOutUnits: arrays.integers(fields, "held_out_units"),
    stopped: fields.flag("stopped"),
  };
  return {
    kind: "network",
    model,
    network,
    settings: readSettings(fields.fields("settings")),
    seconds: fields.number("seconds"),
    diagnostics: fields.list("diagnostics", readDiagnostic),
  };
}

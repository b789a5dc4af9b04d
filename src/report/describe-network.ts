/** A network in words: what it reads, how it was trained, and what its units say of it. */
import { countOf } from "../data/index.js";
import type { NetworkModel } from "../model/index.js";
import type { RaceNetwork } from "../networks/index.js";
import type { Cell, ResultTable } from "../posterior/result-table.js";
import {
  chosenEpoch,
  restartsOf,
  type NetworkFit,
} from "../workflows/ecological/networks/index.js";
import { cleanText } from "./clean-text.js";
import { formatCount, formatNumber } from "./numbers.js";
import { indentRest, wrap } from "./text-table.js";

/** `dense, hidden 64-64, Bayesian`. */
function shapeText({ shape }: NetworkModel): string {
  const layers = shape.hidden.length === 0 ? "no hidden layer" : `hidden ${shape.hidden.join("-")}`;
  return [
    shape.kind,
    layers,
    ...(shape.bayes ? [`Bayesian, scale ${shape.bayes.scale}`] : []),
  ].join(", ");
}

function inputsText({ inputs }: NetworkModel): string {
  const levels = inputs.categories.reduce((sum, column) => sum + column.levels.length, 0);
  const categories = `${countOf(inputs.categories.length, "category", "categories")} (${countOf(levels, "level")})`;
  return [
    ...(inputs.categories.length > 0 ? [categories] : []),
    ...(inputs.numeric.length > 0 ? [countOf(inputs.numeric.length, "number")] : []),
  ].join(" and ");
}

/** `races: 3 races of 200 units of returns; dense, hidden 64-64; ...`, with the formulas below. */
export function describeNetworkModel(model: NetworkModel, name: string, width: number): string {
  const { frame } = model.origin;
  const used = model.rows.length === frame.rowCount ? "" : ` of ${formatCount(frame.rowCount)}`;
  const races = model.races.map((race) => race.name);
  const text = [
    `${name}: ${races.length === 1 ? "1 race" : `${races.length} races (${races.join(", ")})`} of ${countOf(model.unitNames.length, "unit")} of ${model.unitsName}`,
    `${shapeText(model)}; ${inputsText(model)}`,
    `${formatCount(model.rows.length)}${used} rows`,
  ].join("; ");
  return indentRest(wrap(cleanText(text), width - 2));
}

/** `Network on totals: 12,345 weights, 50 epochs, best of 3 restarts, seed 7, 12.3 s`. */
export function describeNetwork({ network, settings, seconds, model }: NetworkFit): string {
  const weights = network.networks.reduce(
    (sum, { layers }) => sum + layers.reduce((all, layer) => all + layer.weights.length, 0),
    0,
  );
  return [
    `Network on totals of ${model.name}: ${shapeText(model)}`,
    `${formatCount(weights)} weights`,
    `${settings.epochs} epochs of ${countOf(settings.unitsPerBatch, "unit")} at a time`,
    ...(settings.restarts > 1 ? [`the best of ${settings.restarts} restarts`] : []),
    `seed ${settings.seed}`,
    `${seconds.toPrecision(3)} s`,
  ].join(", ");
}

const cell = (value: number | undefined): Cell =>
  value !== undefined && Number.isFinite(value) ? value : null;

function rowsOf(network: RaceNetwork): ResultTable["rows"] {
  return restartsOf(network).map(({ restart, epoch, loss, heldOut }) => [
    network.races.map(({ name }) => name).join(", "),
    restart + 1,
    epoch,
    cell(loss),
    cell(heldOut?.loss),
    cell(heldOut?.rSquared),
    restart === network.restart ? "kept" : "",
  ]);
}

/** What numbers were standardised by: new rows are read in the same way. */
function standardNote({ model }: NetworkFit): readonly string[] {
  const scaled = model.inputs.numeric.map(
    ({ name, mean, sd }) => `${name} (less ${formatNumber(mean)}, over ${formatNumber(sd)})`,
  );
  return scaled.length === 0 ? [] : [`standardised: ${scaled.join(", ")}`];
}

function heldOutNote({ network, model }: NetworkFit): string {
  const held = network.heldOutUnits.length;
  return held === 0
    ? "no units were held out: the loss is of the units that were trained on"
    : `${countOf(held, "unit")} of ${formatCount(model.unitNames.length)} were held out, and chose the restart: r_squared is of their shares`;
}

/** One line a restart, and what none of them can tell. */
export function networkTable(fit: NetworkFit): ResultTable {
  const chosen = fit.network.networks.map((one) => chosenEpoch(one)?.heldOut?.rSquared);
  return {
    kind: "table",
    columns: [
      { name: "races", format: "text" },
      { name: "restart", format: "integer" },
      { name: "epochs", format: "integer" },
      { name: "loss", format: "number" },
      { name: "held_out_loss", format: "number" },
      { name: "r_squared", format: "number" },
      { name: "", format: "text" },
    ],
    rows: fit.network.networks.flatMap(rowsOf),
    notes: [
      heldOutNote(fit),
      ...standardNote(fit),
      fit.network.shape.bayes
        ? "intervals of its tables are over draws of the weights"
        : "weights are point estimates: its tables have no intervals",
      `${chosen.some((value) => value !== undefined) ? "r_squared says how well units are predicted, and hardly differs between networks that are right and wrong about groups of people" : "units cannot tell whether groups of people are estimated rightly"}: compare shapes, bounds, and what surveys or ballots say`,
    ],
  };
}

/** A resolved network as text: its races, what it reads and its layers, for `--emit` and `show`. */
import { countOf } from "../data/index.js";
import type { NetworkModel } from "../model/index.js";
import { cleanText } from "./clean-text.js";
import { formatCount, formatNumber } from "./numbers.js";

function layerLines({ shape, inputs, races }: NetworkModel): readonly string[] {
  const levels = inputs.categories.reduce((sum, column) => sum + column.levels.length, 0);
  const numbers = inputs.numeric.length;
  const isDense = shape.kind === "dense";
  const read = isDense ? levels + numbers : levels;
  const outcomes = races.reduce((sum, race) => sum + race.outcomes.length, 0);
  const outputs = isDense ? outcomes : outcomes * (numbers + 1);
  const widths = [read, ...shape.hidden, outputs];
  return widths.slice(1).map((width, layer) => {
    const last = layer === shape.hidden.length;
    return `layer ${layer + 1}: ${formatCount(widths[layer] ?? read)} to ${formatCount(width)}${last ? (isDense ? ", logits of all outcomes" : ", coefficients of all outcomes") : ", rectified"}`;
  });
}

/** Lines end with a newline each; layers are those of one network for all races. */
export function printNetwork(model: NetworkModel): string {
  const { shape, inputs, races } = model;
  const lines = [
    `network ${model.name} on ${model.dataName}, ${countOf(model.unitNames.length, "unit")} of ${model.unitsName} by ${model.key}`,
    ...model.formulaText.split("\n"),
    `rows ${formatCount(model.rows.length)} of ${formatCount(model.origin.frame.rowCount)}`,
    ...races.map(({ name, outcomes }) => `race ${name}: ${outcomes.join(", ")}`),
    ...inputs.categories.map(
      ({ name, levels }) => `category ${name}: ${countOf(levels.length, "level")}`,
    ),
    ...inputs.numeric.map(
      ({ name, mean, sd }) =>
        `number ${name}: less ${formatNumber(mean)}, over ${formatNumber(sd)}`,
    ),
    ...layerLines(model),
    shape.bayes
      ? `weights of a layer N(0, sigma), sigma HalfNormal(0, ${shape.bayes.scale})`
      : "weights are point estimates",
  ];
  return `${lines.map(cleanText).join("\n")}\n`;
}

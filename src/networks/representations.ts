/** What a trained network makes of rows before its last layer: features for other models. */
import { checkColumns } from "./check-rows.js";
import { putWeights } from "./passes/weights-in-memory.js";
import { openNetwork, type PredictedRows } from "./open-network.js";
import type { TrainedNetwork } from "./trained-network.js";

export interface Representation {
  /** The races of the network: all where they were trained jointly. */
  readonly races: readonly string[];
  readonly columns: readonly string[];
  /** rows × columns: the last hidden layer at posterior means; without one, indicators of levels and numbers. */
  readonly values: Float32Array;
}

function rawFeatures(
  { inputs }: TrainedNetwork,
  rows: PredictedRows,
): Omit<Representation, "races"> {
  const columns = [
    ...inputs.categories.flatMap(({ name, levels }) => levels.map((level) => `${name}[${level}]`)),
    ...inputs.numeric.map(({ name }) => name),
  ];
  const values = new Float32Array(rows.rows * columns.length);
  let column = 0;
  rows.categories.forEach(({ codes }, c) => {
    for (let r = 0; r < rows.rows; r++) values[r * columns.length + column + codes[r]!] = 1;
    column += inputs.categories[c]!.levels.length;
  });
  for (const numeric of rows.numeric) {
    for (let r = 0; r < rows.rows; r++) values[r * columns.length + column] = numeric.values[r]!;
    column++;
  }
  return { columns, values };
}

/** One for each network: one for all races, or one a race. */
export function representations(
  network: TrainedNetwork,
  rows: PredictedRows,
): readonly Representation[] {
  checkColumns(rows, network.inputs);
  const width = network.shape.hidden.at(-1);
  return network.networks.map((part) => {
    const races = part.races.map(({ name }) => name);
    if (width === undefined) return { races, ...rawFeatures(network, rows) };
    const { memory, draws, passRows } = openNetwork(network, part);
    putWeights(memory, draws.mean());
    const { activations, outputs } = memory.layers.at(-2)!;
    const values = new Float32Array(rows.rows * width);
    passRows(rows, 0, rows.rows, (first, count) => {
      for (let r = 0; r < count; r++) {
        const from = (activations >> 2) + r * outputs;
        values.set(memory.singles.subarray(from, from + width), (first + r) * width);
      }
    });
    const columns = Array.from({ length: width }, (_, k) => `unit[${k + 1}]`);
    return { races, columns, values };
  });
}

/** From slopes of the log likelihood by unit means to the gradient of minus the log likelihood by weights. */
import { runOnMixed } from "./mixed-logits.js";
import { addressOf, blockRows, type LayerPlaces, type PassMemory } from "./pass-memory.js";

/** In place of the probabilities: gradients of the logits. */
function pullHeads(memory: PassMemory, row: number, rows: number): void {
  const { run, plan, logitWidth, slopes } = memory;
  for (const { first, outcomes, family } of plan.heads) {
    const gradient = family === "multinomial" ? run.softmaxGradient : run.sigmoidGradient;
    const logits = addressOf(memory.logits, row, logitWidth) + 4 * first;
    const weights = addressOf(memory.weights, row, 1);
    gradient(logits, 4 * logitWidth, outcomes, weights, slopes + 8 * first, rows);
  }
}

/** Adds to the gradient of a matrix hᵀ g, and to that of its biases the sum of g. */
function pullWeights(
  { run, gradientOffset }: PassMemory,
  { inputs, outputs, matrix, bias }: LayerPlaces,
  h: number,
  g: number,
  rows: number,
): void {
  const bytes = 4 * outputs;
  const to = matrix + gradientOffset;
  run.product(to, bytes, h, 4, 4 * inputs, g, bytes, inputs, outputs, rows, 1);
  run.sumRows(bias + gradientOffset, g, outputs, rows);
}

function pullFirst(memory: PassMemory, g: number, row: number, rows: number): void {
  const { run, layers, categories, gradientOffset } = memory;
  const layer = layers[0]!;
  pullWeights(memory, layer, addressOf(memory.x, row, memory.numeric), g, rows);
  if (categories === 0) return;
  const positions = addressOf(memory.positions, row, categories);
  run.scatterRows(g, positions, gradientOffset, categories, layer.outputs, rows);
}

function pullBlock(memory: PassMemory, row: number, rows: number): void {
  const { run, plan, layers, scratch } = memory;
  pullHeads(memory, row, rows);
  if (plan.kind === "deep_mlm") runOnMixed(run.pullSlopes, memory, row, rows);
  const head = layers.at(-1)!;
  let g = addressOf(head.activations, row, head.outputs);
  for (let position = layers.length - 1; position > 0; position--) {
    const layer = layers[position]!;
    const before = layers[position - 1]!;
    const h = addressOf(before.activations, row, before.outputs);
    pullWeights(memory, layer, h, g, rows);
    const { inputs, outputs, transpose } = layer;
    const into = scratch[position % 2]!;
    run.product(
      into,
      4 * inputs,
      g,
      4 * outputs,
      4,
      transpose,
      4 * inputs,
      rows,
      inputs,
      outputs,
      0,
    );
    run.rectifyGradient(into, h, rows * inputs);
    g = into;
  }
  pullFirst(memory, g, row, rows);
}

/** After a forward pass over the same rows, with the slopes in memory. */
export function passBackward(memory: PassMemory, rows: number): void {
  for (let row = 0; row < rows; row += blockRows) {
    pullBlock(memory, row, Math.min(blockRows, rows - row));
  }
}

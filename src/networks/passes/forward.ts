/** From rows to probabilities. */
import { runOnMixed } from "./mixed-logits.js";
import { addressOf, blockRows, type LayerPlaces, type PassMemory } from "./pass-memory.js";

function passFirst(memory: PassMemory, layer: LayerPlaces, row: number, rows: number): void {
  const { run, plan, categories, numeric } = memory;
  const y = addressOf(layer.activations, row, layer.outputs);
  if (categories === 0) run.fillRows(y, layer.bias, layer.outputs, rows);
  else {
    const positions = addressOf(memory.positions, row, categories);
    run.gatherRows(y, layer.bias, positions, categories, layer.outputs, rows);
  }
  if (plan.kind === "deep_mlm" || numeric === 0) return;
  const x = addressOf(memory.x, row, numeric);
  const bytes = 4 * layer.outputs;
  run.product(y, bytes, x, 4 * numeric, 4, layer.matrix, bytes, rows, layer.outputs, numeric, 1);
}

function passNext(
  { run }: PassMemory,
  before: LayerPlaces,
  layer: LayerPlaces,
  row: number,
  rows: number,
): void {
  const h = addressOf(before.activations, row, before.outputs);
  run.rectify(h, rows * before.outputs);
  const y = addressOf(layer.activations, row, layer.outputs);
  run.fillRows(y, layer.bias, layer.outputs, rows);
  const bytes = 4 * layer.outputs;
  const { inputs, outputs } = layer;
  run.product(y, bytes, h, 4 * before.outputs, 4, layer.matrix, bytes, rows, outputs, inputs, 1);
}

function passBlock(memory: PassMemory, row: number, rows: number): void {
  const { run, plan, layers, logitWidth } = memory;
  layers.forEach((layer, position) => {
    if (position === 0) passFirst(memory, layer, row, rows);
    else passNext(memory, layers[position - 1]!, layer, row, rows);
  });
  if (plan.kind === "deep_mlm") runOnMixed(run.mixSlopes, memory, row, rows);
  for (const { first, outcomes, family } of plan.heads) {
    const logits = addressOf(memory.logits, row, logitWidth) + 4 * first;
    if (family === "multinomial") run.softmaxRows(logits, 4 * logitWidth, outcomes, rows);
    else run.sigmoidRows(logits, 4 * logitWidth, outcomes, rows);
  }
}

/** Leaves probabilities in the place of the logits; `rows` is a multiple of four. */
export function passForward(memory: PassMemory, rows: number): void {
  for (let row = 0; row < rows; row += blockRows) {
    passBlock(memory, row, Math.min(blockRows, rows - row));
  }
}

/** Puts weights into the memory of a pass, and takes their gradient out: both as one vector, layer by layer. */
import type { LayerPlan } from "../network-plan.js";
import type { LayerPlaces, PassMemory } from "./pass-memory.js";

/** Calls with the position of each row of weights in the vector, and its address; biases are a row. */
function forEachRow(
  { inputs, outputs, first }: LayerPlan,
  places: LayerPlaces,
  embedded: number,
  visit: (position: number, address: number) => void,
): void {
  const bytes = 4 * places.outputs;
  for (let i = 0; i < inputs; i++) {
    const address =
      i < embedded ? places.embeddings + i * bytes : places.matrix + (i - embedded) * bytes;
    visit(first + i * outputs, address);
  }
  visit(first + inputs * outputs, places.bias);
}

function transpose(
  memory: PassMemory,
  { inputs, outputs, matrix, transpose: to }: LayerPlaces,
): void {
  const { singles } = memory;
  for (let i = 0; i < inputs; i++) {
    const from = (matrix >> 2) + i * outputs;
    for (let j = 0; j < outputs; j++) singles[(to >> 2) + j * inputs + i] = singles[from + j]!;
  }
}

export function putWeights(memory: PassMemory, weights: Float32Array): void {
  const { singles, plan, layers } = memory;
  plan.layers.forEach((layer, position) => {
    const places = layers[position]!;
    forEachRow(layer, places, position === 0 ? plan.levels : 0, (from, address) => {
      singles.set(weights.subarray(from, from + layer.outputs), address >> 2);
    });
    if (position > 0) transpose(memory, places);
  });
}

export function clearGradient({
  singles,
  weightsStart,
  weightsEnd,
  gradientOffset,
}: PassMemory): void {
  singles.fill(0, (weightsStart + gradientOffset) >> 2, (weightsEnd + gradientOffset) >> 2);
}

export function takeGradient(memory: PassMemory, into: Float32Array): void {
  const { singles, plan, layers, gradientOffset } = memory;
  plan.layers.forEach((layer, position) => {
    const embedded = position === 0 ? plan.levels : 0;
    forEachRow(layer, layers[position]!, embedded, (to, address) => {
      const from = (address + gradientOffset) >> 2;
      into.set(singles.subarray(from, from + layer.outputs), to);
    });
  });
}

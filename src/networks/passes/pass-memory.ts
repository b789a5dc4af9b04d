/** Where a pass over rows finds weights, inputs and activations: one memory of fixed size, bound to kernels. */
import type { NetworkPlan } from "../network-plan.js";
import {
  firstFreeAddress,
  openKernelMemory,
  type KernelMemory,
  type NetworkBackend,
} from "../kernels/network-kernels.js";

/** Rows are passed in blocks of this many, which the first cache holds with their gradients. */
export const blockRows = 64;

/** The next multiple of four: whole vectors of single precision. */
export function padded(count: number): number {
  return (count + 3) & ~3;
}

/** Of a row of single-precision numbers. */
export function addressOf(start: number, row: number, width: number): number {
  return start + 4 * row * width;
}

/** Addresses of a layer; gradients lie `gradientOffset` bytes after their weights. */
export interface LayerPlaces {
  /** Inputs and outputs of the matrix, padded; a first layer's embeddings are no part of it. */
  readonly inputs: number;
  readonly outputs: number;
  readonly embeddings: number;
  readonly matrix: number;
  readonly bias: number;
  /** The matrix again, outputs × inputs. */
  readonly transpose: number;
  /** What it gives, rows × outputs. */
  readonly activations: number;
}

export interface PassMemory extends KernelMemory {
  readonly plan: NetworkPlan;
  /** Rows of the largest unit, padded. */
  readonly capacity: number;
  readonly layers: readonly LayerPlaces[];
  readonly weightsStart: number;
  readonly weightsEnd: number;
  readonly gradientOffset: number;
  readonly categories: number;
  readonly numeric: number;
  /** rows × categories addresses of embeddings. */
  readonly positions: number;
  /** rows × numeric columns, padded. */
  readonly x: number;
  readonly weights: number;
  /** rows × padded logits; probabilities and gradients take the place of logits. */
  readonly logits: number;
  readonly logitWidth: number;
  /** Gradients of a block's activations: two, in turns. */
  readonly scratch: readonly [number, number];
  /** In double precision, a number a logit. */
  readonly sums: number;
  readonly slopes: number;
}

/** Hands out addresses, each a multiple of 16. */
function openAddresses(): {
  readonly take: (singles: number) => number;
  readonly end: () => number;
} {
  let next = firstFreeAddress;
  return {
    take(singles) {
      const address = next;
      next += 4 * padded(singles);
      return address;
    },
    end: () => next,
  };
}

type Take = (singles: number) => number;

type WeightPlaces = Omit<LayerPlaces, "transpose" | "activations">;

function placeWeights({ layers, levels }: NetworkPlan, take: Take): readonly WeightPlaces[] {
  return layers.map((layer, position) => {
    const outputs = padded(layer.outputs);
    const embedded = position === 0 ? levels : 0;
    const inputs = padded(layer.inputs - embedded);
    return {
      inputs,
      outputs,
      embeddings: take(embedded * outputs),
      matrix: take(inputs * outputs),
      bias: take(outputs),
    };
  });
}

/** `rows`: the most that are ever passed at once. */
export function openPassMemory(
  plan: NetworkPlan,
  categories: number,
  rows: number,
  backend?: NetworkBackend,
): PassMemory {
  const capacity = padded(rows);
  const { take, end } = openAddresses();
  const weightsStart = end();
  const placed = placeWeights(plan, take);
  const weightsEnd = end();
  take((weightsEnd - weightsStart) / 4);
  const logitWidth = padded(plan.logits);
  const logits = take(capacity * logitWidth);
  const layers = placed.map((layer, position) => {
    const isLogits = plan.kind === "dense" && position === placed.length - 1;
    const transpose = take(layer.inputs * layer.outputs);
    const activations = isLogits ? logits : take(capacity * layer.outputs);
    return { ...layer, transpose, activations };
  });
  const numeric = padded(plan.numeric);
  const widest = Math.max(...layers.map((layer) => layer.outputs));
  const places = {
    positions: take(capacity * categories),
    x: take(capacity * numeric),
    weights: take(capacity),
    scratch: [take(blockRows * widest), take(blockRows * widest)] as const,
    sums: take(2 * plan.logits),
    slopes: take(2 * plan.logits),
  };
  const memory = openKernelMemory(end(), backend);
  return {
    ...memory,
    ...places,
    plan,
    capacity,
    layers,
    weightsStart,
    weightsEnd,
    gradientOffset: weightsEnd - weightsStart,
    categories,
    numeric,
    logits,
    logitWidth,
  };
}

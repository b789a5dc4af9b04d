/** The layers of a network over given columns and races: which numbers there are, and in which order. */
import type { RaceOutcomes } from "./network-rows.js";
import type { NetworkShape } from "./network-shape.js";

export interface LayerPlan {
  /** Of the first layer: levels of all categories, then numeric columns where it reads them. */
  readonly inputs: number;
  readonly outputs: number;
  /** Of its first weight among all weights; (inputs + 1) × outputs of them, the biases last. */
  readonly first: number;
}

/** Neighbouring logits that belong to one race. */
export interface Head {
  readonly first: number;
  readonly outcomes: number;
  readonly family: RaceOutcomes["family"];
}

export interface NetworkPlan {
  readonly kind: NetworkShape["kind"];
  readonly layers: readonly LayerPlan[];
  /** Of each category the position of its first level among all levels. */
  readonly levelStart: readonly number[];
  readonly levels: number;
  /** Numeric columns. */
  readonly numeric: number;
  readonly heads: readonly Head[];
  /** Logits of all races. */
  readonly logits: number;
  readonly weights: number;
}

/** What a plan needs to know of columns. */
export interface PlannedColumns {
  readonly categories: readonly { readonly levels: readonly string[] }[];
  readonly numeric: readonly { readonly name: string }[];
}

function planHeads(races: readonly RaceOutcomes[]): readonly Head[] {
  let first = 0;
  return races.map(({ outcomes, family }) => {
    const head = { first, outcomes: outcomes.length, family };
    first += outcomes.length;
    return head;
  });
}

function planLayers(widths: readonly number[]): readonly LayerPlan[] {
  let first = 0;
  return widths.slice(1).map((outputs, position) => {
    const inputs = widths[position]!;
    const layer = { inputs, outputs, first };
    first += (inputs + 1) * outputs;
    return layer;
  });
}

export function planNetwork(
  { categories, numeric }: PlannedColumns,
  races: readonly RaceOutcomes[],
  { kind, hidden }: NetworkShape,
): NetworkPlan {
  const heads = planHeads(races);
  const logits = heads.reduce((sum, { outcomes }) => sum + outcomes, 0);
  const levelStart: number[] = [];
  let levels = 0;
  for (const category of categories) {
    levelStart.push(levels);
    levels += category.levels.length;
  }
  const read = kind === "dense" ? numeric.length : 0;
  const outputs = kind === "dense" ? logits : logits * (numeric.length + 1);
  const layers = planLayers([levels + read, ...hidden, outputs]);
  const weights = layers.reduce((sum, layer) => sum + (layer.inputs + 1) * layer.outputs, 0);
  return { kind, layers, levelStart, levels, numeric: numeric.length, heads, logits, weights };
}

/** Structured effects over a few nodes, one of every kind. */
import type { NeighbourGraph } from "../../../src/data/index.js";
import { effects, type EffectStructure } from "../../../src/vocabulary/effects/index.js";

/** Two parts and an island. */
export const areas: NeighbourGraph = {
  kind: "graph",
  name: "areas",
  nodes: ["a", "b", "c", "d", "e", "f", "g"],
  neighbours: [[1, 2], [0, 2], [0, 1, 3], [2], [5], [4], []].map((own) => Int32Array.from(own)),
};

const irregular = Float64Array.of(0, 1, 1.5, 3, 5, 5.25, 9);
const regular = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
const plain = { nodeCount: 7, locations: regular, graph: areas, cyclic: false, scaled: true };

export const structures: readonly (readonly [string, EffectStructure])[] = [
  ["iid", effects.iid.build(plain)],
  ["rw1", effects.rw1.build(plain)],
  ["rw1, irregular", effects.rw1.build({ ...plain, locations: irregular })],
  ["rw1, cyclic", effects.rw1.build({ ...plain, cyclic: true })],
  ["rw2", effects.rw2.build(plain)],
  ["rw2, irregular", effects.rw2.build({ ...plain, locations: irregular })],
  ["rw2, cyclic", effects.rw2.build({ ...plain, cyclic: true })],
  ["besag", effects.besag.build(plain)],
  ["bym2", effects.bym2.build(plain)],
];

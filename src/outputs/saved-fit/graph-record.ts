/** A graph of neighbours in a saved fit: names of the nodes, and the neighbours of all of them in a row. */
import type { NeighbourGraph } from "../../data/index.js";
import type { ArrayReader, ArrayWriter } from "./array-store.js";
import { fault } from "./fault.js";
import type { Fields, StoredFields } from "./fields.js";

export function writeGraph(
  { name, nodes, neighbours }: NeighbourGraph,
  { store }: ArrayWriter,
): StoredFields {
  const counts = Int32Array.from(neighbours, ({ length }) => length);
  const all = Int32Array.from(neighbours.flatMap((own) => Array.from(own)));
  return { name, nodes, counts: store(counts), neighbours: store(all) };
}

/** Neighbours ascend, none is its own, and both ends of a pair know of it. */
function isSound(neighbours: readonly Int32Array[]): boolean {
  const pairs = new Set<number>();
  const n = neighbours.length;
  for (const [i, own] of neighbours.entries()) for (const j of own) pairs.add(i * n + j);
  return neighbours.every((own, i) =>
    own.every(
      (j, place) =>
        j >= 0 && j < n && j !== i && (own[place - 1] ?? -1) < j && pairs.has(j * n + i),
    ),
  );
}

export function readGraph(fields: Fields, arrays: ArrayReader): NeighbourGraph {
  const nodes = fields.texts("nodes");
  const counts = arrays.integers(fields, "counts", nodes.length);
  const all = arrays.integers(fields, "neighbours");
  let start = 0;
  const neighbours = Array.from(counts, (count) =>
    all.subarray(start, (start += Math.max(0, count))),
  );
  const whole = start === all.length && new Set(nodes).size === nodes.length;
  if (!whole || !isSound(neighbours)) throw fault("pairs of neighbours", "other numbers");
  return { kind: "graph", name: fields.text("name"), nodes, neighbours };
}

/** Puts rows into the memory of a pass: addresses of embeddings, numbers, weights. */
import type { NetworkRows } from "../network-rows.js";
import { padded, type PassMemory } from "./pass-memory.js";

type PassedRows = Pick<NetworkRows, "categories" | "numeric" | "weights">;

/**
 * The rows `first` to `first + count - 1`. They are filled up to a multiple of four by copies of the last with
 * weight 0; returns how many there are then.
 */
export function putRows(
  memory: PassMemory,
  rows: PassedRows,
  first: number,
  count: number,
): number {
  const { integers, singles, plan, layers, categories, numeric } = memory;
  const total = padded(count);
  const { embeddings, outputs } = layers[0]!;
  const last = first + count - 1;
  rows.categories.forEach(({ codes }, c) => {
    const table = embeddings + 4 * outputs * plan.levelStart[c]!;
    let to = (memory.positions >> 2) + c;
    for (let r = 0; r < total; r++) {
      integers[to] = table + 4 * outputs * codes[Math.min(first + r, last)]!;
      to += categories;
    }
  });
  rows.numeric.forEach(({ values }, l) => {
    let to = (memory.x >> 2) + l;
    for (let r = 0; r < total; r++) {
      singles[to] = values[Math.min(first + r, last)]!;
      to += numeric;
    }
  });
  const weightAt = memory.weights >> 2;
  for (let r = 0; r < total; r++) {
    singles[weightAt + r] = r < count ? (rows.weights?.[first + r] ?? 1) : 0;
  }
  return total;
}

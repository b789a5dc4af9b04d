/** Which units are held out, and in which order and parts the others are passed. */
import { openStream, type RandomStream } from "../../math/index.js";

/** Parts that a batch is cut into, whatever the number of threads: sums of gradients are over parts in order. */
export const partsOfBatch = 8;

function shuffle(units: Int32Array, random: RandomStream): Int32Array {
  for (let i = units.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    const moved = units[i]!;
    units[i] = units[j]!;
    units[j] = moved;
  }
  return units;
}

/** A share of the units, ascending; at least one is left to train on. */
export function holdOut(units: number, share: number, seed: number): Int32Array {
  const count = Math.min(Math.round(share * units), units - 1);
  const order = shuffle(
    Int32Array.from({ length: units }, (_, u) => u),
    openStream(seed, "network_held_out"),
  );
  return order.slice(0, count).sort();
}

/** The batches of an epoch, whose number names its order. */
export function batchesOf(
  units: Int32Array,
  unitsPerBatch: number,
  seed: number,
  epoch: number,
): readonly Int32Array[] {
  const order = shuffle(Int32Array.from(units), openStream(seed, "network_order", epoch));
  return Array.from({ length: Math.ceil(units.length / unitsPerBatch) }, (_, batch) =>
    order.subarray(batch * unitsPerBatch, (batch + 1) * unitsPerBatch),
  );
}

/** Deals a batch to parts of about as many rows: the largest unit first, always to the smallest part. */
export function partsOf(
  batch: Int32Array,
  rowsOf: (unit: number) => number,
): readonly (readonly number[])[] {
  const parts = Array.from({ length: Math.min(partsOfBatch, batch.length) }, () => ({
    rows: 0,
    units: [] as number[],
  }));
  const largestFirst = Array.from(batch).sort((a, b) => rowsOf(b) - rowsOf(a) || a - b);
  for (const unit of largestFirst) {
    const part = parts.reduce((least, other) => (other.rows < least.rows ? other : least));
    part.rows += rowsOf(unit);
    part.units.push(unit);
  }
  return parts.map(({ units }) => units);
}

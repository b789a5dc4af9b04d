/** Where the parts of a factorisation lie in one memory; the header of portable/layout.ts says it to the module. */
import {
  columnsAt,
  entryPlacesAt,
  entrySlotsAt,
  entryStartAt,
  firstChildAt,
  frameStartAt,
  frontCount,
  frontRowsAt,
  frontStartAt,
  headerLength,
  inverseBlock,
  nextSiblingAt,
  packedAt,
  panelBlock,
  panelStartAt,
  parentAt,
  quotientAt,
  relativeAt,
  spareAt,
  triangleAt,
  updateStartAt,
  valuesAt,
  vectorAt,
} from "./portable/layout.js";
import { planFrames, planUpdates } from "./front-stacks.js";
import type { SymbolicFactor } from "./symbolic-factor.js";

export interface FactorPlan {
  readonly bytes: number;
  /** What the memory begins with: the header and all arrays of integers. */
  readonly integers: Int32Array;
  /** Positions of the values of the matrix, and of the vector of a solve. */
  readonly values: number;
  readonly vector: number;
  /** Positions of the panels. */
  readonly panelStart: Int32Array;
}

/** First children and siblings, in ascending order; -1 for none. */
function listChildren(parent: Int32Array): { first: Int32Array; next: Int32Array } {
  const first = new Int32Array(parent.length).fill(-1);
  const next = new Int32Array(parent.length).fill(-1);
  for (let s = parent.length - 1; s >= 0; s--) {
    if (parent[s] === -1) continue;
    next[s] = first[parent[s]!]!;
    first[parent[s]!] = s;
  }
  return { first, next };
}

const shift = (positions: Int32Array, by: number): Int32Array => positions.map((at) => at + by);

/** Numbers that the packed operand of a product may have. */
function packedLength(rows: number): number {
  return (rows + 3) * Math.max(panelBlock, inverseBlock);
}

/** Header and integers first, then numbers; panels, updates and frames are the last of these. */
export function planFactor(symbolic: SymbolicFactor): FactorPlan {
  const { size, frontStart, columns, entries, parent } = symbolic;
  const count = parent.length;
  const updates = planUpdates(symbolic);
  const frames = planFrames(symbolic);
  const children = listChildren(parent);
  const header = new Int32Array(headerLength);
  header[frontCount] = count;
  const arrays: (readonly [number, Int32Array])[] = [
    [columnsAt, columns],
    [frontStartAt, frontStart],
    [frontRowsAt, symbolic.frontRows],
    [parentAt, parent],
    [relativeAt, symbolic.relative],
    [panelStartAt, symbolic.panelStart],
    [entryStartAt, entries.start],
    [entrySlotsAt, entries.slots],
    [entryPlacesAt, entries.places],
    [firstChildAt, children.first],
    [nextSiblingAt, children.next],
    [updateStartAt, updates.start],
    [frameStartAt, frames.start],
  ];
  let end = headerLength;
  for (const [at, { length }] of arrays) {
    header[at] = end;
    end += length;
  }
  let largest = 0;
  for (let s = 0; s < count; s++) largest = Math.max(largest, frontStart[s + 1]! - frontStart[s]!);
  const integerCount = end;
  // Numbers are counted from the start of the memory, too.
  end = (integerCount + 1) >> 1;
  const reserve = (length: number): number => {
    const at = end;
    end += length + (length & 1);
    return at;
  };
  const values = (header[valuesAt] = reserve(entries.slots.length));
  const vector = (header[vectorAt] = reserve(size));
  header[spareAt] = reserve(largest);
  header[packedAt] = reserve(packedLength(largest));
  header[quotientAt] = reserve(largest * inverseBlock);
  header[triangleAt] = reserve(inverseBlock * inverseBlock);
  const panelStart = shift(symbolic.panelStart, reserve(symbolic.panelStart[count]!));
  // One factorisation ends before an inversion begins: updates and frames may share their place.
  const stacks = reserve(Math.max(updates.size, frames.size));
  const integers = new Int32Array(integerCount);
  integers.set(header);
  for (const [at, array] of arrays) integers.set(array, header[at]);
  integers.set(panelStart, header[panelStartAt]);
  integers.set(shift(updates.start, stacks), header[updateStartAt]);
  integers.set(shift(frames.start, stacks), header[frameStartAt]);
  return { bytes: 8 * end, integers, values, vector, panelStart };
}

/** Where the entries of the matrix go: to the front of the earlier of row and column. */
import type { PermutedHalf } from "./elimination-tree.js";
import type { FrontRows } from "./front-rows.js";
import type { SymmetricPattern } from "./symmetric-pattern.js";

/** For every front, from `start[s]` to `start[s + 1]`, slots of the pattern with their places in its panel. */
export interface FrontEntries {
  readonly start: Int32Array;
  readonly slots: Int32Array;
  readonly places: Int32Array;
}

/** From rows to columns, or back; the entries of each ascend. */
export function transposeHalf({ start, entries }: PermutedHalf): PermutedHalf {
  const size = start.length - 1;
  const into = new Int32Array(size + 1);
  for (let s = 0; s < entries.length; s++) into[entries[s]! + 1]!++;
  for (let k = 0; k < size; k++) into[k + 1]! += into[k]!;
  const turned = { start: into.slice(), entries: new Int32Array(entries.length) };
  for (let k = 0; k < size; k++)
    for (let s = start[k]!; s < start[k + 1]!; s++) turned.entries[into[entries[s]!]!++] = k;
  return turned;
}

function groupSlots(
  { size, columnStart, rowIndex }: SymmetricPattern,
  place: Int32Array,
  frontOf: Int32Array,
  count: number,
): { start: Int32Array; slots: Int32Array; columnOf: Int32Array } {
  const start = new Int32Array(count + 1);
  const columnOf = new Int32Array(rowIndex.length);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]!; s < columnStart[j + 1]!; s++) {
      columnOf[s] = j;
      start[frontOf[Math.min(place[j]!, place[rowIndex[s]!]!)]! + 1]!++;
    }
  for (let s = 0; s < count; s++) start[s + 1]! += start[s]!;
  const slots = new Int32Array(rowIndex.length);
  const into = start.slice(0, count);
  for (let s = 0; s < rowIndex.length; s++) {
    const column = Math.min(place[columnOf[s]!]!, place[rowIndex[s]!]!);
    slots[into[frontOf[column]!]!++] = s;
  }
  return { start, slots, columnOf };
}

export function placeEntries(
  pattern: SymmetricPattern,
  place: Int32Array,
  columns: Int32Array,
  fronts: FrontRows,
): FrontEntries {
  const count = columns.length - 1;
  const { start, slots, columnOf } = groupSlots(pattern, place, fronts.frontOf, count);
  const places = new Int32Array(slots.length);
  const rowPlace = new Int32Array(pattern.size);
  for (let s = 0; s < count; s++) {
    const first = fronts.start[s]!;
    const rows = fronts.start[s + 1]! - first;
    for (let r = 0; r < rows; r++) rowPlace[fronts.rows[first + r]!] = r;
    for (let e = start[s]!; e < start[s + 1]!; e++) {
      const a = place[columnOf[slots[e]!]!]!;
      const b = place[pattern.rowIndex[slots[e]!]!]!;
      places[e] = (Math.min(a, b) - columns[s]!) * rows + rowPlace[Math.max(a, b)]!;
    }
  }
  return { start, slots, places };
}

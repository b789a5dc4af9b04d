/**
 * Multifrontal Cholesky factorisation (Duff & Reid 1983; Liu 1992): every front adds up its entries of the
 * matrix and the updates of its children, eliminates its own columns, and hands its update on.
 */
import { factorFront } from "./fronts.js";
import {
  columnsAt,
  entryPlacesAt,
  entrySlotsAt,
  entryStartAt,
  firstChildAt,
  frontCount,
  frontStartAt,
  nextSiblingAt,
  ofFront,
  packedAt,
  panelStartAt,
  relativeAt,
  spareAt,
  updateStartAt,
  valuesAt,
} from "./layout.js";
import { clear, read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";

/** The panel of front s holds its entries of the matrix. */
function placeEntries(memory: Memory, s: i32, panel: i32): void {
  const values = readInteger(memory, valuesAt);
  const slots = readInteger(memory, entrySlotsAt);
  const places = readInteger(memory, entryPlacesAt);
  const end = ofFront(memory, entryStartAt, s + 1);
  for (let e = ofFront(memory, entryStartAt, s); e < end; e++)
    write(
      memory,
      panel + readInteger(memory, places + e),
      read(memory, values + readInteger(memory, slots + e)),
    );
}

/** Adds the lower triangle of a child's update to the panel and the update of its parent. */
function extendAdd(
  memory: Memory,
  child: i32,
  panel: i32,
  rows: i32,
  width: i32,
  update: i32,
): void {
  const start = ofFront(memory, frontStartAt, child);
  const own = ofFront(memory, columnsAt, child + 1) - ofFront(memory, columnsAt, child);
  const below = ofFront(memory, frontStartAt, child + 1) - start - own;
  const places = readInteger(memory, relativeAt) + start + own;
  let source = ofFront(memory, updateStartAt, child);
  for (let j = 0; j < below; j++) {
    const column = readInteger(memory, places + j);
    const into =
      column < width ? panel + column * rows : update + (column - width) * (rows - width) - width;
    for (let i = j; i < below; i++) {
      const at = into + readInteger(memory, places + i);
      write(memory, at, read(memory, at) + read(memory, source + i));
    }
    source += below;
  }
}

/** False when the matrix is not positive definite. */
export function factorise(memory: Memory): boolean {
  const count = readInteger(memory, frontCount);
  const packed = readInteger(memory, packedAt);
  const spare = readInteger(memory, spareAt);
  for (let s = 0; s < count; s++) {
    const rows = ofFront(memory, frontStartAt, s + 1) - ofFront(memory, frontStartAt, s);
    const width = ofFront(memory, columnsAt, s + 1) - ofFront(memory, columnsAt, s);
    const panel = ofFront(memory, panelStartAt, s);
    const update = ofFront(memory, updateStartAt, s);
    clear(memory, panel, rows * width);
    clear(memory, update, (rows - width) * (rows - width));
    placeEntries(memory, s, panel);
    let child = ofFront(memory, firstChildAt, s);
    while (child >= 0) {
      extendAdd(memory, child, panel, rows, width, update);
      child = ofFront(memory, nextSiblingAt, child);
    }
    if (!factorFront(memory, panel, rows, width, update, packed, spare)) return false;
  }
  return true;
}

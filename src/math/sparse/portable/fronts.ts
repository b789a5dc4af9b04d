/** The dense steps of a factorisation: a front of m rows, of which the first w are its own columns. */
import { panelBlock } from "./layout.js";
import { read, write } from "./memory.js";
import type { Memory } from "./memory.js";
import { pack, subtractProduct } from "./products.js";
import { divideAll, subtractScaled } from "./tiles.js";

/** Up to four columns from `first` on, whose earlier columns have been subtracted; false at a pivot <= 0. */
function factorColumns(memory: Memory, panel: i32, rows: i32, first: i32, end: i32): boolean {
  for (let c = first; c < end; c++) {
    const diagonal = panel + c * rows + c;
    for (let k = first; k < c; k++) {
      const source = panel + k * rows + c;
      subtractScaled(memory, diagonal, source, read(memory, source), rows - c);
    }
    const pivot = read(memory, diagonal);
    if (!(pivot > 0.0)) return false;
    const root = Math.sqrt(pivot);
    write(memory, diagonal, root);
    divideAll(memory, diagonal + 1, root, rows - c - 1);
  }
  return true;
}

/** Columns `from` to `to` of a panel, four at a time, each four after those before them. */
function factorBlock(
  memory: Memory,
  panel: i32,
  rows: i32,
  from: i32,
  to: i32,
  packed: i32,
  spare: i32,
): boolean {
  for (let c = from; c < to; c += 4) {
    const end = to - c < 4 ? to : c + 4;
    const source = panel + from * rows + c;
    if (c > from) {
      const target = panel + c * rows + c;
      const depth = c - from;
      pack(memory, packed, source, rows, 1, depth, end - c, 1.0);
      subtractProduct(
        memory,
        target,
        rows,
        rows - c,
        end - c,
        source,
        rows,
        packed,
        depth,
        false,
        spare,
      );
    }
    if (!factorColumns(memory, panel, rows, c, end)) return false;
  }
  return true;
}

/** C -= B Bᵀ in the lower triangle and beside it, for as many columns of C as the first rows of B give. */
function subtractSquare(
  memory: Memory,
  c: i32,
  stride: i32,
  rows: i32,
  columns: i32,
  source: i32,
  step: i32,
  depth: i32,
  packed: i32,
  spare: i32,
): void {
  pack(memory, packed, source, step, 1, depth, columns, 1.0);
  subtractProduct(memory, c, stride, rows, columns, source, step, packed, depth, true, spare);
}

/** The factor of a front's own columns, and their part of what the rows below hand on. */
export function factorFront(
  memory: Memory,
  panel: i32,
  rows: i32,
  width: i32,
  update: i32,
  packed: i32,
  spare: i32,
): boolean {
  for (let from = 0; from < width; from += panelBlock) {
    const to = width - from < panelBlock ? width : from + panelBlock;
    if (!factorBlock(memory, panel, rows, from, to, packed, spare)) return false;
    const column = panel + from * rows;
    if (to < width) {
      const rest = panel + to * rows + to;
      subtractSquare(
        memory,
        rest,
        rows,
        rows - to,
        width - to,
        column + to,
        rows,
        to - from,
        packed,
        spare,
      );
    }
    const below = rows - width;
    if (below > 0)
      subtractSquare(
        memory,
        update,
        below,
        below,
        below,
        column + width,
        rows,
        to - from,
        packed,
        spare,
      );
  }
  return true;
}

/** Triangular solves with the panels of a factor, on the vector of the memory, in the order of elimination. */
import {
  columnsAt,
  frontCount,
  frontRowsAt,
  frontStartAt,
  ofFront,
  panelStartAt,
  spareAt,
  vectorAt,
} from "./layout.js";
import { clear, read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";
import { subtractScaled } from "./tiles.js";

/** L x = b, in place. What a front subtracts below is summed in one run first. */
export function solveForward(memory: Memory): void {
  const count = readInteger(memory, frontCount);
  const vector = readInteger(memory, vectorAt);
  const sums = readInteger(memory, spareAt);
  for (let s = 0; s < count; s++) {
    const first = ofFront(memory, columnsAt, s);
    const width = ofFront(memory, columnsAt, s + 1) - first;
    const start = ofFront(memory, frontStartAt, s);
    const rows = ofFront(memory, frontStartAt, s + 1) - start;
    const below = rows - width;
    const own = vector + first;
    let column = ofFront(memory, panelStartAt, s);
    clear(memory, sums, below);
    for (let c = 0; c < width; c++) {
      const value = read(memory, own + c) / read(memory, column + c);
      write(memory, own + c, value);
      subtractScaled(memory, own + c + 1, column + c + 1, value, width - c - 1);
      subtractScaled(memory, sums, column + width, value, below);
      column += rows;
    }
    const places = readInteger(memory, frontRowsAt) + start + width;
    for (let r = 0; r < below; r++) {
      const at = vector + readInteger(memory, places + r);
      write(memory, at, read(memory, at) + read(memory, sums + r));
    }
  }
}

/** Subtracts from two neighbours of x the products of their columns with `count` numbers at `known`. */
function subtractTwoDots(
  memory: Memory,
  x: i32,
  column: i32,
  next: i32,
  known: i32,
  count: i32,
): void {
  let a = read(memory, x);
  let b = read(memory, x + 1);
  for (let r = 0; r < count; r++) {
    const value = read(memory, known + r);
    a = a - read(memory, column + r) * value;
    b = b - read(memory, next + r) * value;
  }
  write(memory, x, a);
  write(memory, x + 1, b);
}

function subtractDot(memory: Memory, x: i32, column: i32, known: i32, count: i32): void {
  let a = read(memory, x);
  for (let r = 0; r < count; r++) a = a - read(memory, column + r) * read(memory, known + r);
  write(memory, x, a);
}

/** Lᵀ x = b, in place. */
export function solveBackward(memory: Memory): void {
  const vector = readInteger(memory, vectorAt);
  const known = readInteger(memory, spareAt);
  for (let s = readInteger(memory, frontCount) - 1; s >= 0; s--) {
    const first = ofFront(memory, columnsAt, s);
    const width = ofFront(memory, columnsAt, s + 1) - first;
    const start = ofFront(memory, frontStartAt, s);
    const rows = ofFront(memory, frontStartAt, s + 1) - start;
    const below = rows - width;
    const panel = ofFront(memory, panelStartAt, s);
    const places = readInteger(memory, frontRowsAt) + start + width;
    for (let r = 0; r < below; r++)
      write(memory, known + r, read(memory, vector + readInteger(memory, places + r)));
    let c = 0;
    for (; c + 1 < width; c += 2) {
      const column = panel + c * rows + width;
      subtractTwoDots(memory, vector + first + c, column, column + rows, known, below);
    }
    if (c < width) subtractDot(memory, vector + first + c, panel + c * rows + width, known, below);
    for (c = width - 1; c >= 0; c--) {
      const x = vector + first + c;
      const diagonal = panel + c * rows + c;
      subtractDot(memory, x, diagonal + 1, x + 1, width - 1 - c);
      write(memory, x, read(memory, x) / read(memory, diagonal));
    }
  }
}

/**
 * Entries of M⁻¹ on the pattern of M, front by front from the last (Takahashi, Fagan & Chin 1973, in blocks):
 * with some columns J of a front and the rows U below them, G = L_UJ L_JJ⁻¹, Σ_UJ = -Σ_UU G and
 * Σ_JJ = L_JJ⁻ᵀ L_JJ⁻¹ - Σ_JU G, where Σ_UU comes from the front's parent.
 */
import {
  columnsAt,
  entryPlacesAt,
  entrySlotsAt,
  entryStartAt,
  frameStartAt,
  frontCount,
  frontStartAt,
  inverseBlock,
  ofFront,
  packedAt,
  panelStartAt,
  parentAt,
  quotientAt,
  relativeAt,
  spareAt,
  triangleAt,
  valuesAt,
} from "./layout.js";
import { clear, read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";
import { pack, subtractProduct } from "./products.js";
import { divideAll, subtractScaled } from "./tiles.js";

/** L⁻¹ of a lower triangle by columns, by rows into `result`, with zeros above the diagonal. */
function invertTriangle(memory: Memory, lower: i32, stride: i32, width: i32, result: i32): void {
  clear(memory, result, width * width);
  for (let k = 0; k < width; k++) {
    const row = result + k * width;
    write(memory, row + k, 1.0);
    for (let j = 0; j < k; j++)
      subtractScaled(memory, row, result + j * width, read(memory, lower + j * stride + k), j + 1);
    divideAll(memory, row, read(memory, lower + k * stride + k), k + 1);
  }
}

/** Σ_UU of a front from the Σ of its parent. */
function gather(memory: Memory, s: i32, rows: i32, width: i32, frame: i32): void {
  const above = ofFront(memory, parentAt, s);
  if (above < 0) return;
  const aboveRows = ofFront(memory, frontStartAt, above + 1) - ofFront(memory, frontStartAt, above);
  const source = ofFront(memory, frameStartAt, above);
  const places = readInteger(memory, relativeAt) + ofFront(memory, frontStartAt, s);
  for (let j = width; j < rows; j++) {
    const from = source + readInteger(memory, places + j) * aboveRows;
    const into = frame + j * rows;
    for (let i = width; i < rows; i++)
      write(memory, into + i, read(memory, from + readInteger(memory, places + i)));
  }
}

function clearColumns(memory: Memory, c: i32, stride: i32, rows: i32, columns: i32): void {
  for (let j = 0; j < columns; j++) clear(memory, c + j * stride, rows);
}

/** The other half of Σ for the columns `from` to `to` and the rows before `end` of a front. */
function mirror(memory: Memory, frame: i32, stride: i32, from: i32, to: i32, end: i32): void {
  for (let c = from; c < to; c++)
    for (let r = c + 1; r < end; r++)
      write(memory, frame + r * stride + c, read(memory, frame + c * stride + r));
}

/** Σ of the columns from `from` to `to` of a front whose later columns are done. */
function fillColumns(memory: Memory, panel: i32, rows: i32, from: i32, to: i32, frame: i32): void {
  const packed = readInteger(memory, packedAt);
  const spare = readInteger(memory, spareAt);
  const quotient = readInteger(memory, quotientAt);
  const triangle = readInteger(memory, triangleAt);
  const width = to - from;
  const below = rows - to;
  const own = frame + from * rows + from;
  const corner = panel + from * rows + from;
  clearColumns(memory, own, rows, rows - from, width);
  invertTriangle(memory, corner, rows, width, triangle);
  pack(memory, packed, triangle, width, 1, width, width, -1.0);
  subtractProduct(memory, own, rows, width, width, triangle, width, packed, width, true, spare);
  if (below > 0) {
    clear(memory, quotient, below * width);
    const ratios = corner + width;
    subtractProduct(
      memory,
      quotient,
      below,
      below,
      width,
      ratios,
      rows,
      packed,
      width,
      false,
      spare,
    );
    pack(memory, packed, quotient, 1, below, below, width, 1.0);
    const done = frame + to * rows + to;
    subtractProduct(
      memory,
      own + width,
      rows,
      below,
      width,
      done,
      rows,
      packed,
      below,
      false,
      spare,
    );
    mirror(memory, frame, rows, from, to, rows);
    const beside = frame + to * rows + from;
    subtractProduct(memory, own, rows, width, width, beside, rows, packed, below, true, spare);
  }
  mirror(memory, frame, rows, from, to, to);
}

function writeEntries(memory: Memory, s: i32, frame: i32): void {
  const values = readInteger(memory, valuesAt);
  const slots = readInteger(memory, entrySlotsAt);
  const places = readInteger(memory, entryPlacesAt);
  const end = ofFront(memory, entryStartAt, s + 1);
  // A panel has as many rows as the front's Σ, so the place in the one is that in the other.
  for (let e = ofFront(memory, entryStartAt, s); e < end; e++)
    write(
      memory,
      values + readInteger(memory, slots + e),
      read(memory, frame + readInteger(memory, places + e)),
    );
}

/** Writes the entries over the values. */
export function invert(memory: Memory): void {
  for (let s = readInteger(memory, frontCount) - 1; s >= 0; s--) {
    const rows = ofFront(memory, frontStartAt, s + 1) - ofFront(memory, frontStartAt, s);
    const width = ofFront(memory, columnsAt, s + 1) - ofFront(memory, columnsAt, s);
    const panel = ofFront(memory, panelStartAt, s);
    const frame = ofFront(memory, frameStartAt, s);
    gather(memory, s, rows, width, frame);
    for (let to = width; to > 0; to -= inverseBlock)
      fillColumns(memory, panel, rows, to > inverseBlock ? to - inverseBlock : 0, to, frame);
    writeEntries(memory, s, frame);
  }
}

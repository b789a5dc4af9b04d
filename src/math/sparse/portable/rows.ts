/** Products with the rows of a predictor A, in one pass over its entries or over the pairs of entries of a row. */
import { clear, read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";
import {
  columnAt,
  entryAt,
  latentAt,
  latentCount,
  offsetAt,
  otherRowsAt,
  pairSlotsAt,
  pairStartAt,
  rowCount,
  rowStartAt,
  rowsAt,
  shapeOfAt,
  slotsAt,
  stepAt,
} from "./row-layout.js";

/** rows = A x; with `shifted` the offset is added. */
export function predictRows(memory: Memory, shifted: boolean): void {
  const count = readInteger(memory, rowCount);
  const starts = readInteger(memory, rowStartAt);
  const columns = readInteger(memory, columnAt);
  const entries = readInteger(memory, entryAt);
  const offset = readInteger(memory, offsetAt);
  const x = readInteger(memory, latentAt);
  const rows = readInteger(memory, rowsAt);
  let e = readInteger(memory, starts);
  for (let i = 0; i < count; i++) {
    const end = readInteger(memory, starts + i + 1);
    let total = shifted ? read(memory, offset + i) : 0.0;
    for (; e < end; e++)
      total += read(memory, entries + e) * read(memory, x + readInteger(memory, columns + e));
    write(memory, rows + i, total);
  }
}

/** |A step| <= limit (1 + |offset + A x|) in every row. */
export function stepIsSmall(memory: Memory, limit: number): boolean {
  const count = readInteger(memory, rowCount);
  const starts = readInteger(memory, rowStartAt);
  const columns = readInteger(memory, columnAt);
  const entries = readInteger(memory, entryAt);
  const offset = readInteger(memory, offsetAt);
  const x = readInteger(memory, latentAt);
  const step = readInteger(memory, stepAt);
  let e = readInteger(memory, starts);
  for (let i = 0; i < count; i++) {
    const end = readInteger(memory, starts + i + 1);
    let eta = read(memory, offset + i);
    let change = 0.0;
    for (; e < end; e++) {
      const value = read(memory, entries + e);
      const j = readInteger(memory, columns + e);
      eta += value * read(memory, x + j);
      change += value * read(memory, step + j);
    }
    if (!(Math.abs(change) <= limit * (1.0 + Math.abs(eta)))) return false;
  }
  return true;
}

/** x = Aᵀ rows; with `weighted` Aᵀ (rows ∘ other rows). */
export function pullBackRows(memory: Memory, weighted: boolean): void {
  const count = readInteger(memory, rowCount);
  const starts = readInteger(memory, rowStartAt);
  const columns = readInteger(memory, columnAt);
  const entries = readInteger(memory, entryAt);
  const x = readInteger(memory, latentAt);
  const rows = readInteger(memory, rowsAt);
  const others = readInteger(memory, otherRowsAt);
  clear(memory, x, readInteger(memory, latentCount));
  let e = readInteger(memory, starts);
  for (let i = 0; i < count; i++) {
    const end = readInteger(memory, starts + i + 1);
    let weight = read(memory, rows + i);
    if (weighted) weight *= read(memory, others + i);
    for (; e < end; e++) {
      const at = x + readInteger(memory, columns + e);
      write(memory, at, read(memory, at) + weight * read(memory, entries + e));
    }
  }
}

/** slots += factor AᵀDA, for the weights D of the rows. */
export function addCrossProduct(memory: Memory, factor: number): void {
  const count = readInteger(memory, rowCount);
  const starts = readInteger(memory, rowStartAt);
  const entries = readInteger(memory, entryAt);
  const shapes = readInteger(memory, shapeOfAt);
  const pairStarts = readInteger(memory, pairStartAt);
  const pairSlots = readInteger(memory, pairSlotsAt);
  const slots = readInteger(memory, slotsAt);
  const rows = readInteger(memory, rowsAt);
  let from = readInteger(memory, starts);
  for (let i = 0; i < count; i++) {
    const end = readInteger(memory, starts + i + 1);
    const weight = factor * read(memory, rows + i);
    let pair = pairSlots + readInteger(memory, pairStarts + readInteger(memory, shapes + i));
    for (let a = from; a < end; a++) {
      const scaled = weight * read(memory, entries + a);
      for (let b = from; b <= a; b++) {
        const at = slots + readInteger(memory, pair++);
        write(memory, at, read(memory, at) + scaled * read(memory, entries + b));
      }
    }
    from = end;
  }
}

/** rows_i = a_iᵀ S a_i, for the symmetric S in the slots; returns the largest, or zero. */
export function quadraticForms(memory: Memory): number {
  const count = readInteger(memory, rowCount);
  const starts = readInteger(memory, rowStartAt);
  const entries = readInteger(memory, entryAt);
  const shapes = readInteger(memory, shapeOfAt);
  const pairStarts = readInteger(memory, pairStartAt);
  const pairSlots = readInteger(memory, pairSlotsAt);
  const slots = readInteger(memory, slotsAt);
  const rows = readInteger(memory, rowsAt);
  let from = readInteger(memory, starts);
  let largest = 0.0;
  for (let i = 0; i < count; i++) {
    const end = readInteger(memory, starts + i + 1);
    let pair = pairSlots + readInteger(memory, pairStarts + readInteger(memory, shapes + i));
    let total = 0.0;
    for (let a = from; a < end; a++) {
      let part = 0.0;
      for (let b = from; b < a; b++)
        part += read(memory, slots + readInteger(memory, pair++)) * read(memory, entries + b);
      const own = read(memory, entries + a);
      total += own * (2.0 * part + read(memory, slots + readInteger(memory, pair++)) * own);
    }
    write(memory, rows + i, total);
    if (total > largest) largest = total;
    from = end;
  }
  return largest;
}

/** Embeddings, biases and rectifiers of rows in JavaScript; `columns` are multiples of four. */
import type { Memory } from "../portable/memory.js";

const { fround } = Math;

/** y_r = bias. */
export function fillRows(
  { singles }: Memory,
  y: number,
  bias: number,
  columns: number,
  rows: number,
): void {
  for (let r = 0; r < rows; r++) {
    singles.copyWithin((y >> 2) + r * columns, bias >> 2, (bias >> 2) + columns);
  }
}

/** y_r = bias + Σ of the embeddings whose addresses stand at `positions`, one a category. */
export function gatherRows(
  { singles, integers }: Memory,
  y: number,
  bias: number,
  positions: number,
  categories: number,
  columns: number,
  rows: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < columns; j++) {
      let sum = singles[(bias >> 2) + j]!;
      for (let k = 0; k < categories; k++) {
        const table = integers[(positions >> 2) + r * categories + k]!;
        sum = fround(sum + singles[(table >> 2) + j]!);
      }
      singles[(y >> 2) + r * columns + j] = sum;
    }
  }
}

/** Adds y_r to the gradient of each of its embeddings, which lies `offset` bytes from the embedding. */
export function scatterRows(
  { singles, integers }: Memory,
  y: number,
  positions: number,
  offset: number,
  categories: number,
  columns: number,
  rows: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < categories; k++) {
      const table = (integers[(positions >> 2) + r * categories + k]! + offset) >> 2;
      for (let j = 0; j < columns; j++) {
        singles[table + j] = fround(singles[table + j]! + singles[(y >> 2) + r * columns + j]!);
      }
    }
  }
}

/** sums += Σ_r y_r. */
export function sumRows(
  { singles }: Memory,
  sums: number,
  y: number,
  columns: number,
  rows: number,
): void {
  for (let j = 0; j < columns; j++) {
    let sum = singles[(sums >> 2) + j]!;
    for (let r = 0; r < rows; r++) sum = fround(sum + singles[(y >> 2) + r * columns + j]!);
    singles[(sums >> 2) + j] = sum;
  }
}

/** In place: max(y, 0). */
export function rectify({ singles }: Memory, y: number, count: number): void {
  for (let at = y >> 2; at < (y >> 2) + count; at++) {
    if (!(singles[at]! > 0)) singles[at] = 0;
  }
}

/** The gradient where y is positive, zero elsewhere. */
export function rectifyGradient(
  { singles }: Memory,
  gradient: number,
  y: number,
  count: number,
): void {
  for (let at = 0; at < count; at++) {
    if (!(singles[(y >> 2) + at]! > 0)) singles[(gradient >> 2) + at] = 0;
  }
}

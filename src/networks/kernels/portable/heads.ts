/**
 * From logits to probabilities of people, their mean over a unit, and back: in double precision, rounded when
 * stored. A row's numbers lie `step` bytes apart from the next row's.
 */
import { exp } from "../../../kernels/portable/exponential.js";
import { addDouble, readDouble, readSingle, writeSingle } from "./memory.js";
import type { Memory } from "./memory.js";

/** In place: p_c = exp(η_c - max) / Σ. */
export function softmaxRows(
  memory: Memory,
  logits: i32,
  step: i32,
  outcomes: i32,
  rows: i32,
): void {
  const width = outcomes << 2;
  for (let r: i32 = 0; r < rows; r++) {
    const row = logits + r * step;
    let largest = readSingle(memory, row);
    for (let c: i32 = 4; c < width; c += 4) {
      const logit = readSingle(memory, row + c);
      if (logit > largest) largest = logit;
    }
    let total: number = 0.0;
    for (let c: i32 = 0; c < width; c += 4) {
      const weight = exp(readSingle(memory, row + c) - largest);
      writeSingle(memory, row + c, weight);
      total += weight;
    }
    const scale = 1.0 / total;
    for (let c: i32 = 0; c < width; c += 4) {
      writeSingle(memory, row + c, readSingle(memory, row + c) * scale);
    }
  }
}

/** In place: p = 1 / (1 + exp(-η)). */
export function sigmoidRows(
  memory: Memory,
  logits: i32,
  step: i32,
  outcomes: i32,
  rows: i32,
): void {
  const width = outcomes << 2;
  for (let r: i32 = 0; r < rows; r++) {
    const row = logits + r * step;
    for (let c: i32 = 0; c < width; c += 4) {
      writeSingle(memory, row + c, 1.0 / (1.0 + exp(0.0 - readSingle(memory, row + c))));
    }
  }
}

/** sums_c += Σ_r w_r p_rc, row after row. */
export function sumRowsOfUnit(
  memory: Memory,
  sums: i32,
  probabilities: i32,
  step: i32,
  columns: i32,
  weights: i32,
  rows: i32,
): void {
  for (let r: i32 = 0; r < rows; r++) {
    const weight = readSingle(memory, weights + (r << 2));
    const row = probabilities + r * step;
    for (let c: i32 = 0; c < columns; c++) {
      addDouble(memory, sums + (c << 3), weight * readSingle(memory, row + (c << 2)));
    }
  }
}

/** In place of p_c: the gradient w p_c (Σ_d p_d g_d - g_c) of minus Σ_c v_c log p̄_c, where g_c = v_c / (n p̄_c). */
export function softmaxGradient(
  memory: Memory,
  probabilities: i32,
  step: i32,
  outcomes: i32,
  weights: i32,
  slopes: i32,
  rows: i32,
): void {
  for (let r: i32 = 0; r < rows; r++) {
    const weight = readSingle(memory, weights + (r << 2));
    const row = probabilities + r * step;
    let mean: number = 0.0;
    for (let c: i32 = 0; c < outcomes; c++) {
      mean += readSingle(memory, row + (c << 2)) * readDouble(memory, slopes + (c << 3));
    }
    for (let c: i32 = 0; c < outcomes; c++) {
      const p = readSingle(memory, row + (c << 2));
      const g = readDouble(memory, slopes + (c << 3));
      writeSingle(memory, row + (c << 2), weight * p * (mean - g));
    }
  }
}

/** In place of p_c: the gradient -w p_c (1 - p_c) g_c, where g_c is that of the log likelihood by p̄_c, over n. */
export function sigmoidGradient(
  memory: Memory,
  probabilities: i32,
  step: i32,
  outcomes: i32,
  weights: i32,
  slopes: i32,
  rows: i32,
): void {
  for (let r: i32 = 0; r < rows; r++) {
    const weight = readSingle(memory, weights + (r << 2));
    const row = probabilities + r * step;
    for (let c: i32 = 0; c < outcomes; c++) {
      const p = readSingle(memory, row + (c << 2));
      const g = readDouble(memory, slopes + (c << 3));
      writeSingle(memory, row + (c << 2), 0.0 - weight * p * (1.0 - p) * g);
    }
  }
}

/**
 * Logits that are linear in the numeric columns with coefficients that a network gives (equation 8): of each row
 * K coefficients of the ones, then K of each column.
 */
import { readSingle, writeSingle } from "./memory.js";
import type { Memory } from "./memory.js";

/** η_k = f_0k + Σ_l x_l f_lk. */
export function mixSlopes(
  memory: Memory,
  logits: i32,
  logitStep: i32,
  coefficients: i32,
  coefficientStep: i32,
  x: i32,
  xStep: i32,
  outcomes: i32,
  columns: i32,
  rows: i32,
): void {
  const width = outcomes << 2;
  for (let r: i32 = 0; r < rows; r++) {
    const row = coefficients + r * coefficientStep;
    for (let k: i32 = 0; k < width; k += 4) {
      let logit = readSingle(memory, row + k);
      for (let l: i32 = 0; l < columns; l++) {
        const slope = readSingle(memory, row + (l + 1) * width + k);
        logit += readSingle(memory, x + r * xStep + (l << 2)) * slope;
      }
      writeSingle(memory, logits + r * logitStep + k, logit);
    }
  }
}

/** ∂/∂f_0k = ∂/∂η_k, and ∂/∂f_lk = x_l ∂/∂η_k. */
export function pullSlopes(
  memory: Memory,
  logits: i32,
  logitStep: i32,
  coefficients: i32,
  coefficientStep: i32,
  x: i32,
  xStep: i32,
  outcomes: i32,
  columns: i32,
  rows: i32,
): void {
  const width = outcomes << 2;
  for (let r: i32 = 0; r < rows; r++) {
    const row = coefficients + r * coefficientStep;
    for (let k: i32 = 0; k < width; k += 4) {
      const gradient = readSingle(memory, logits + r * logitStep + k);
      writeSingle(memory, row + k, gradient);
      for (let l: i32 = 0; l < columns; l++) {
        const value = readSingle(memory, x + r * xStep + (l << 2));
        writeSingle(memory, row + (l + 1) * width + k, value * gradient);
      }
    }
  }
}

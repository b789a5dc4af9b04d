/**
 * Poisson counts summed over the rows of each group, where the mean of a row is that of its pattern times that of its
 * group: one sum a group says all. Twin of assembly/poisson-patterns.ts; the even and the odd rows are added up apart.
 */
import { read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";

/** The coefficients of Σ y x − μ in the group's effect where the means add up to `mean`; −mean in the place of the value. */
export function writeMeanExpansion(memory: Memory, into: i32, counts: number, mean: number): void {
  write(memory, into, -mean);
  write(memory, into + 8, counts - mean);
  write(memory, into + 16, (-1.0 / 2.0) * mean);
  write(memory, into + 24, (-1.0 / 6.0) * mean);
  write(memory, into + 32, (-1.0 / 24.0) * mean);
  write(memory, into + 40, (-1.0 / 120.0) * mean);
  write(memory, into + 48, (-1.0 / 720.0) * mean);
  write(memory, into + 56, (-1.0 / 5040.0) * mean);
  write(memory, into + 64, (-1.0 / 40320.0) * mean);
}

/** Of every group nine numbers: the value without what is linear, and the coefficients of its series to the eighth order. */
export function poissonPatternExpansions(
  memory: Memory,
  starts: i32,
  groups: i32,
  patterns: i32,
  means: i32,
  exposures: i32,
  effectMeans: i32,
  counts: i32,
  expansions: i32,
): void {
  for (let g: i32 = 0; g < groups; g++) {
    const from = readInteger(memory, starts + (g << 2));
    const end = readInteger(memory, starts + (g << 2) + 4);
    let even: number = 0.0;
    let odd: number = 0.0;
    for (let i: i32 = from; i < end; i += 2) {
      const one = read(memory, means + (readInteger(memory, patterns + (i << 2)) << 3));
      const other = read(memory, means + (readInteger(memory, patterns + (i << 2) + 4) << 3));
      even = even + read(memory, exposures + (i << 3)) * one;
      odd = odd + read(memory, exposures + (i << 3) + 8) * other;
    }
    const mean = (even + odd) * read(memory, effectMeans + (g << 3));
    writeMeanExpansion(memory, expansions + 72 * g, read(memory, counts + (g << 3)), mean);
  }
}

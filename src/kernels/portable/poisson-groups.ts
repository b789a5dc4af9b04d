/**
 * Poisson counts in the log mean, summed over the rows of each group: derivatives in the group's effect, and
 * values at the nodes of a quadrature. Twin of assembly/poisson-groups.ts, which takes rows in pairs: groups
 * begin at even rows, and the even and the odd rows of a group are added up apart.
 */
import { exp } from "./exponential.js";
import { addToExpansion, clearExpansion } from "./group-sums.js";
import { accumulate, read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";

/** Σ z l′ and −Σ z² l″ of every group, at base + z × effect. */
export function poissonGroupSlopes(
  memory: Memory,
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  counts: i32,
  exposures: i32,
  effects: i32,
  slopes: i32,
  curvatures: i32,
): void {
  for (let g: i32 = 0; g < groups; g++) {
    const from = readInteger(memory, starts + (g << 2)) << 3;
    const end = readInteger(memory, starts + (g << 2) + 4) << 3;
    const effect = read(memory, effects + (g << 3));
    write(memory, slopes + (g << 3), 0.0);
    write(memory, curvatures + (g << 3), 0.0);
    for (let lane: i32 = 0; lane < 16; lane += 8) {
      let slope: number = 0.0;
      let curvature: number = 0.0;
      for (let at: i32 = from + lane; at < end; at += 16) {
        const z = read(memory, multipliers + at);
        const x = read(memory, base + at) + z * effect;
        const mean = read(memory, exposures + at) * exp(x);
        slope = slope + z * (read(memory, counts + at) - mean);
        curvature = curvature + z * z * mean;
      }
      accumulate(memory, slopes + (g << 3), slope);
      accumulate(memory, curvatures + (g << 3), curvature);
    }
  }
}

/** The value of every group at each node, where its effect is centre + scale × node; node after node. */
export function poissonGroupValues(
  memory: Memory,
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  counts: i32,
  exposures: i32,
  centres: i32,
  scales: i32,
  nodes: i32,
  points: i32,
  values: i32,
): void {
  let into = values;
  for (let g: i32 = 0; g < groups; g++) {
    const from = readInteger(memory, starts + (g << 2)) << 3;
    const end = readInteger(memory, starts + (g << 2) + 4) << 3;
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const shift = read(memory, scales + (g << 3)) * read(memory, nodes + q);
      const effect = read(memory, centres + (g << 3)) + shift;
      write(memory, into, 0.0);
      for (let lane: i32 = 0; lane < 16; lane += 8) {
        let sum: number = 0.0;
        for (let at: i32 = from + lane; at < end; at += 16) {
          const x = read(memory, base + at) + read(memory, multipliers + at) * effect;
          sum = sum + (read(memory, counts + at) * x - read(memory, exposures + at) * exp(x));
        }
        accumulate(memory, into, sum);
      }
      into += 8;
    }
  }
}

/** The value of every group at its effect and its derivatives there to the eighth order; nine numbers a group. */
export function poissonGroupExpansions(
  memory: Memory,
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  counts: i32,
  exposures: i32,
  effects: i32,
  expansions: i32,
): void {
  for (let g: i32 = 0; g < groups; g++) {
    const from = readInteger(memory, starts + (g << 2)) << 3;
    const end = readInteger(memory, starts + (g << 2) + 4) << 3;
    const effect = read(memory, effects + (g << 3));
    const into = expansions + 72 * g;
    clearExpansion(memory, into);
    for (let lane: i32 = 0; lane < 16; lane += 8) {
      let c0: number = 0.0;
      let c1: number = 0.0;
      let c2: number = 0.0;
      let c3: number = 0.0;
      let c4: number = 0.0;
      let c5: number = 0.0;
      let c6: number = 0.0;
      let c7: number = 0.0;
      let c8: number = 0.0;
      for (let at: i32 = from + lane; at < end; at += 16) {
        const z = read(memory, multipliers + at);
        const x = read(memory, base + at) + z * effect;
        const y = read(memory, counts + at);
        const mean = read(memory, exposures + at) * exp(x);
        const z2 = z * z;
        const even = z2 * mean;
        const odd = z * even;
        const z4 = z2 * z2;
        c0 = c0 + (y * x - mean);
        c1 = c1 + z * (y - mean);
        c2 = c2 + even;
        c3 = c3 + odd;
        c4 = c4 + z2 * even;
        c5 = c5 + z2 * odd;
        c6 = c6 + z4 * even;
        c7 = c7 + z4 * odd;
        c8 = c8 + z2 * z4 * even;
      }
      addToExpansion(memory, into, c0, c1, c2, c3, c4, c5, c6, c7, c8);
    }
  }
}

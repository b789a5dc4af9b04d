/**
 * Binomial counts in the log odds, summed over the rows of each group: derivatives in the group's effect, and
 * values at the nodes of a quadrature. Twin of assembly/binomial-groups.ts, which takes rows in pairs: groups
 * begin at even rows, and the even and the odd rows of a group are added up apart.
 */
import { expNegative } from "./exponential.js";
import { addToExpansion, clearExpansion } from "./group-sums.js";
import { log1pUnit } from "./logarithm.js";
import { accumulate, read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";

/** Σ z l′ and −Σ z² l″ of every group, at base + z × effect. */
export function binomialGroupSlopes(
  memory: Memory,
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  successes: i32,
  trials: i32,
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
        const t = read(memory, trials + at);
        const e = expNegative(-Math.abs(x));
        const near = 1.0 / (1.0 + e);
        const far = e * near;
        const mu = x >= 0.0 ? near : far;
        slope = slope + z * (read(memory, successes + at) - t * mu);
        curvature = curvature + z * z * (t * near * far);
      }
      accumulate(memory, slopes + (g << 3), slope);
      accumulate(memory, curvatures + (g << 3), curvature);
    }
  }
}

/** The value of every group at each node, where its effect is centre + scale × node; node after node. */
export function binomialGroupValues(
  memory: Memory,
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  successes: i32,
  trials: i32,
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
          const e = expNegative(-Math.abs(x));
          const softplus = (x > 0.0 ? x : 0.0) + log1pUnit(e);
          const log = read(memory, successes + at) * x - read(memory, trials + at) * softplus;
          sum = sum + log;
        }
        accumulate(memory, into, sum);
      }
      into += 8;
    }
  }
}

/**
 * The value of every group at its effect and its derivatives there to the eighth order, which are polynomials in
 * mu and v = mu (1 − mu); nine numbers a group.
 */
export function binomialGroupExpansions(
  memory: Memory,
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  successes: i32,
  trials: i32,
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
        const s = read(memory, successes + at);
        const t = read(memory, trials + at);
        const e = expNegative(-Math.abs(x));
        const near = 1.0 / (1.0 + e);
        const far = e * near;
        const mu = x >= 0.0 ? near : far;
        const v = near * far;
        const w = 1.0 - 2.0 * mu;
        const z2 = z * z;
        const even = t * z2 * v;
        const odd = z * even * w;
        const z4 = z2 * z2;
        c0 = c0 + (s * x - t * ((x > 0.0 ? x : 0.0) + log1pUnit(e)));
        c1 = c1 + z * (s - t * mu);
        c2 = c2 + even;
        c3 = c3 + odd;
        c4 = c4 + z2 * even * (1.0 - 6.0 * v);
        c5 = c5 + z2 * odd * (1.0 - 12.0 * v);
        c6 = c6 + z4 * even * (1.0 - v * (30.0 - 120.0 * v));
        c7 = c7 + z4 * odd * (1.0 - v * (60.0 - 360.0 * v));
        c8 = c8 + z2 * z4 * even * (1.0 - v * (126.0 - v * (1680.0 - 5040.0 * v)));
      }
      addToExpansion(memory, into, c0, c1, c2, c3, c4, c5, c6, c7, c8);
    }
  }
}

/**
 * Binomial counts in the log odds summed over the rows of each group, where the odds of a row are those of its
 * pattern times those of its group: no row needs an exponential. Twin of assembly/binomial-patterns.ts, which takes
 * rows in pairs: the even and the odd rows of a group are added up apart.
 */
import { clearExpansion } from "./group-sums.js";
import { log } from "./logarithm.js";
import { accumulate, read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";

/**
 * The coefficients of Σ s x − n log(1 + e^x) in the group's effect from the sums over its rows of n τ^k,
 * τ = tanh(x / 2), as τ′ = (1 − τ²) / 2. The value is left out.
 */
export function writeTanhExpansion(
  memory: Memory,
  into: i32,
  successes: number,
  t0: number,
  t1: number,
  t2: number,
  t3: number,
  t4: number,
  t5: number,
  t6: number,
  t7: number,
  t8: number,
): void {
  write(memory, into, 0.0);
  write(memory, into + 8, successes - 0.5 * (t0 + t1));
  write(memory, into + 16, -0.125 * (t0 - t2));
  write(memory, into + 24, (1.0 / 24.0) * (t1 - t3));
  write(memory, into + 32, (1.0 / 192.0) * (t0 - 4.0 * t2 + 3.0 * t4));
  write(memory, into + 40, (-1.0 / 480.0) * (2.0 * t1 - 5.0 * t3 + 3.0 * t5));
  write(memory, into + 48, (-1.0 / 5760.0) * (2.0 * t0 - 17.0 * t2 + 30.0 * t4 - 15.0 * t6));
  write(memory, into + 56, (1.0 / 40320.0) * (17.0 * t1 - 77.0 * t3 + 105.0 * t5 - 45.0 * t7));
  const even = 17.0 * t0 - 248.0 * t2 + 756.0 * t4 - 840.0 * t6 + 315.0 * t8;
  write(memory, into + 64, (1.0 / 645120.0) * even);
}

/** Σ n τ^k over every second row from a first one on, added to the nine numbers at `into`. */
function addPowers(
  memory: Memory,
  from: i32,
  end: i32,
  patterns: i32,
  odds: i32,
  trials: i32,
  effect: number,
  into: i32,
): void {
  const sums = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
  for (let i: i32 = from; i < end; i += 2) {
    const own = read(memory, odds + (readInteger(memory, patterns + (i << 2)) << 3));
    const tau = 1.0 - 2.0 / (1.0 + own * effect);
    let power = read(memory, trials + (i << 3));
    for (let k: i32 = 0; k < 9; k++) {
      sums[k]! += power;
      power = power * tau;
    }
  }
  for (let k: i32 = 0; k < 9; k++) accumulate(memory, into + (k << 3), sums[k]!);
}

/** Of every group nine numbers: zero, and the coefficients of its series around its effect to the eighth order. */
export function binomialPatternExpansions(
  memory: Memory,
  starts: i32,
  groups: i32,
  patterns: i32,
  odds: i32,
  trials: i32,
  effectOdds: i32,
  successes: i32,
  expansions: i32,
): void {
  for (let g: i32 = 0; g < groups; g++) {
    const from = readInteger(memory, starts + (g << 2));
    const end = readInteger(memory, starts + (g << 2) + 4);
    const effect = read(memory, effectOdds + (g << 3));
    const into = expansions + 72 * g;
    clearExpansion(memory, into);
    addPowers(memory, from, end, patterns, odds, trials, effect, into);
    addPowers(memory, from + 1, end, patterns, odds, trials, effect, into);
    writeTanhExpansion(
      memory,
      into,
      read(memory, successes + (g << 3)),
      read(memory, into),
      read(memory, into + 8),
      read(memory, into + 16),
      read(memory, into + 24),
      read(memory, into + 32),
      read(memory, into + 40),
      read(memory, into + 48),
      read(memory, into + 56),
      read(memory, into + 64),
    );
  }
}

/**
 * −Σ n log(1 + e^x) over all rows, in runs of rows with the same n, whose logs are one log of a product. Runs lie in
 * pairs, a row of the one beside a row of the other, and a run that is shorter is filled up by rows of no odds.
 */
export function binomialPatternValue(
  memory: Memory,
  starts: i32,
  runPairs: i32,
  patterns: i32,
  groupsOf: i32,
  trials: i32,
  odds: i32,
  effectOdds: i32,
): number {
  let first: number = 0.0;
  let second: number = 0.0;
  for (let pair: i32 = 0; pair < runPairs; pair++) {
    const from = readInteger(memory, starts + (pair << 2));
    const end = readInteger(memory, starts + (pair << 2) + 4);
    for (let lane: i32 = 0; lane < 2; lane++) {
      let product: number = 1.0;
      for (let i: i32 = from + lane; i < end; i += 2) {
        const own = read(memory, odds + (readInteger(memory, patterns + (i << 2)) << 3));
        const effect = read(memory, effectOdds + (readInteger(memory, groupsOf + (i << 2)) << 3));
        product = product * (1.0 + own * effect);
      }
      const part = read(memory, trials + (pair << 4) + (lane << 3)) * log(product);
      if (lane == 0) first = first + part;
      else second = second + part;
    }
  }
  return -(first + second);
}

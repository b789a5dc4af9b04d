/**
 * The innermost loops in JavaScript, operation for operation what assembly/tiles.ts does two rows at a time.
 * Every number is the outcome of one sequence of subtractions, in ascending k, so that neither the tiles nor
 * the blocks around them leave a trace in its bits.
 */
import type { Memory } from "./memory.js";

/** Rows i, i + 1 of four columns at c0, ..., c3: c_j -= sum over k of a_k b_kj, a step of `step` from k to k + 1. */
export function tileOfTwo(
  { numbers }: Memory,
  c0: i32,
  c1: i32,
  c2: i32,
  c3: i32,
  a: i32,
  step: i32,
  b: i32,
  depth: i32,
): void {
  let x00 = numbers[c0]!;
  let x01 = numbers[c1]!;
  let x02 = numbers[c2]!;
  let x03 = numbers[c3]!;
  let x10 = numbers[c0 + 1]!;
  let x11 = numbers[c1 + 1]!;
  let x12 = numbers[c2 + 1]!;
  let x13 = numbers[c3 + 1]!;
  for (let k = 0; k < depth; k++) {
    const a0 = numbers[a]!;
    const a1 = numbers[a + 1]!;
    const b0 = numbers[b]!;
    const b1 = numbers[b + 1]!;
    const b2 = numbers[b + 2]!;
    const b3 = numbers[b + 3]!;
    x00 -= a0 * b0;
    x01 -= a0 * b1;
    x02 -= a0 * b2;
    x03 -= a0 * b3;
    x10 -= a1 * b0;
    x11 -= a1 * b1;
    x12 -= a1 * b2;
    x13 -= a1 * b3;
    a += step;
    b += 4;
  }
  numbers[c0] = x00;
  numbers[c1] = x01;
  numbers[c2] = x02;
  numbers[c3] = x03;
  numbers[c0 + 1] = x10;
  numbers[c1 + 1] = x11;
  numbers[c2 + 1] = x12;
  numbers[c3 + 1] = x13;
}

export function tileOfFour(
  memory: Memory,
  c0: i32,
  c1: i32,
  c2: i32,
  c3: i32,
  a: i32,
  step: i32,
  b: i32,
  depth: i32,
): void {
  tileOfTwo(memory, c0, c1, c2, c3, a, step, b, depth);
  tileOfTwo(memory, c0 + 2, c1 + 2, c2 + 2, c3 + 2, a + 2, step, b, depth);
}

export function tileOfOne(
  { numbers }: Memory,
  c0: i32,
  c1: i32,
  c2: i32,
  c3: i32,
  a: i32,
  step: i32,
  b: i32,
  depth: i32,
): void {
  let x0 = numbers[c0]!;
  let x1 = numbers[c1]!;
  let x2 = numbers[c2]!;
  let x3 = numbers[c3]!;
  for (let k = 0; k < depth; k++) {
    const a0 = numbers[a]!;
    x0 -= a0 * numbers[b]!;
    x1 -= a0 * numbers[b + 1]!;
    x2 -= a0 * numbers[b + 2]!;
    x3 -= a0 * numbers[b + 3]!;
    a += step;
    b += 4;
  }
  numbers[c0] = x0;
  numbers[c1] = x1;
  numbers[c2] = x2;
  numbers[c3] = x3;
}

/** target -= scale · source. */
export function subtractScaled(
  { numbers }: Memory,
  target: i32,
  source: i32,
  scale: number,
  count: i32,
): void {
  for (let i = 0; i < count; i++) numbers[target + i]! -= scale * numbers[source + i]!;
}

export function divideAll({ numbers }: Memory, target: i32, divisor: number, count: i32): void {
  for (let i = 0; i < count; i++) numbers[target + i]! /= divisor;
}

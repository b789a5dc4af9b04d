/** Row-buffer kernels in JavaScript: the operations of assembly/predictor-kernels.ts in its order. */
import type { Memory } from "../portable/memory.js";

export function fill(memory: Memory, out: number, value: number, n: number): void {
  const { doubles } = memory;
  doubles.fill(doubles[value >> 3]!, out >> 3, (out >> 3) + n);
}

export function copy(memory: Memory, out: number, x: number, n: number): void {
  memory.doubles.copyWithin(out >> 3, x >> 3, (x >> 3) + n);
}

export function add_column(memory: Memory, out: number, x: number, n: number): void {
  const { doubles } = memory;
  const o = out >> 3;
  const c = x >> 3;
  for (let i = 0; i < n; i++) doubles[o + i]! += doubles[c + i]!;
}

export function columns_times(
  memory: Memory,
  out: number,
  X: number,
  columnStride: number,
  columnCount: number,
  beta: number,
  n: number,
): void {
  const fours = columnCount & ~3;
  for (let j = 0; j < fours; j += 4) {
    timesFour(
      memory.doubles,
      out >> 3,
      (X + j * columnStride) >> 3,
      columnStride >> 3,
      (beta >> 3) + j,
      n,
    );
  }
  for (let j = fours; j < columnCount; j++) {
    timesOne(memory.doubles, out >> 3, (X + j * columnStride) >> 3, (beta >> 3) + j, n);
  }
}

function timesFour(
  doubles: Float64Array,
  out: number,
  column: number,
  stride: number,
  beta: number,
  n: number,
): void {
  const b0 = doubles[beta]!;
  const b1 = doubles[beta + 1]!;
  const b2 = doubles[beta + 2]!;
  const b3 = doubles[beta + 3]!;
  for (let i = 0; i < n; i++) {
    const at = column + i;
    const first = doubles[at]! * b0 + doubles[at + stride]! * b1;
    const second = doubles[at + 2 * stride]! * b2 + doubles[at + 3 * stride]! * b3;
    doubles[out + i]! += first + second;
  }
}

function timesOne(
  doubles: Float64Array,
  out: number,
  column: number,
  beta: number,
  n: number,
): void {
  const b = doubles[beta]!;
  for (let i = 0; i < n; i++) doubles[out + i]! += doubles[column + i]! * b;
}

export function columns_transposed(
  memory: Memory,
  dBeta: number,
  X: number,
  columnStride: number,
  columnCount: number,
  d: number,
  n: number,
): void {
  for (let j = 0; j < columnCount; j++) {
    const column = (X + j * columnStride) >> 3;
    memory.doubles[(dBeta >> 3) + j]! += columnTimesRows(memory.doubles, column, d >> 3, n);
  }
}

/** The vector form has two sums of two lanes: rows 0 and 1, rows 2 and 3 of every four. */
function columnTimesRows(doubles: Float64Array, column: number, d: number, n: number): number {
  let a0 = 0;
  let a1 = 0;
  let c0 = 0;
  let c1 = 0;
  const fours = n & ~3;
  for (let i = 0; i < fours; i += 4) {
    a0 += doubles[column + i]! * doubles[d + i]!;
    a1 += doubles[column + i + 1]! * doubles[d + i + 1]!;
    c0 += doubles[column + i + 2]! * doubles[d + i + 2]!;
    c1 += doubles[column + i + 3]! * doubles[d + i + 3]!;
  }
  let sum = a0 + c0 + (a1 + c1);
  for (let i = fours; i < n; i++) sum += doubles[column + i]! * doubles[d + i]!;
  return sum;
}

export function sum_rows(memory: Memory, dValue: number, d: number, n: number): void {
  const { doubles } = memory;
  const row = d >> 3;
  let a0 = 0;
  let a1 = 0;
  let c0 = 0;
  let c1 = 0;
  const fours = n & ~3;
  for (let i = 0; i < fours; i += 4) {
    a0 += doubles[row + i]!;
    a1 += doubles[row + i + 1]!;
    c0 += doubles[row + i + 2]!;
    c1 += doubles[row + i + 3]!;
  }
  let sum = a0 + c0 + (a1 + c1);
  for (let i = fours; i < n; i++) sum += doubles[row + i]!;
  doubles[dValue >> 3]! += sum;
}

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

/** Columns lie in panels of four, two rows of each in turn; what is left over column by column. */
export function columns_times(
  { doubles }: Memory,
  out: number,
  X: number,
  _columnStride: number,
  columnCount: number,
  beta: number,
  n: number,
): void {
  const columnSize = (n + 1) & ~1;
  const inPanels = columnCount & ~3;
  for (let j = 0; j < inPanels; j += 4) {
    timesFour(doubles, out >> 3, (X >> 3) + j * columnSize, (beta >> 3) + j, n);
  }
  for (let j = inPanels; j < columnCount; j++) {
    const column = (X >> 3) + j * columnSize;
    const b = doubles[(beta >> 3) + j]!;
    for (let i = 0; i < n; i++) doubles[(out >> 3) + i]! += doubles[column + i]! * b;
  }
}

function timesFour(
  doubles: Float64Array,
  out: number,
  panel: number,
  beta: number,
  n: number,
): void {
  const b0 = doubles[beta]!;
  const b1 = doubles[beta + 1]!;
  const b2 = doubles[beta + 2]!;
  const b3 = doubles[beta + 3]!;
  for (let i = 0; i < n; i++) {
    const at = panel + (i >> 1) * 8 + (i & 1);
    const first = doubles[at]! * b0 + doubles[at + 2]! * b1;
    const second = doubles[at + 4]! * b2 + doubles[at + 6]! * b3;
    doubles[out + i]! += first + second;
  }
}

export function columns_transposed(
  { doubles }: Memory,
  dBeta: number,
  X: number,
  _columnStride: number,
  columnCount: number,
  d: number,
  n: number,
): void {
  const columnSize = (n + 1) & ~1;
  const inPanels = columnCount & ~3;
  for (let j = 0; j < columnCount; j++) {
    const panel = (X >> 3) + (j & ~3) * columnSize;
    doubles[(dBeta >> 3) + j]! +=
      j < inPanels
        ? panelColumnTimesRows(doubles, panel + 2 * (j & 3), d >> 3, n)
        : columnTimesRows(doubles, (X >> 3) + j * columnSize, d >> 3, n);
  }
}

/** Even and odd rows have a sum each. */
function panelColumnTimesRows(doubles: Float64Array, column: number, d: number, n: number): number {
  let even = 0;
  let odd = 0;
  let at = column;
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2, at += 8) {
    even += doubles[at]! * doubles[d + i]!;
    odd += doubles[at + 1]! * doubles[d + i + 1]!;
  }
  return even + odd + (n & 1 ? doubles[at]! * doubles[d + pairs]! : 0);
}

/** Two vectors of two sums: every fourth row goes to the same one. */
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
  let last = 0;
  for (let i = fours; i < n; i++) last += doubles[column + i]! * doubles[d + i]!;
  return a0 + c0 + (a1 + c1) + last;
}

export function sum_rows({ doubles }: Memory, dValue: number, d: number, n: number): void {
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
  let last = 0;
  for (let i = fours; i < n; i++) last += doubles[row + i]!;
  doubles[dValue >> 3]! += a0 + c0 + (a1 + c1) + last;
}

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
    const grouped = j < inPanels;
    const first = (X >> 3) + (grouped ? (j & ~3) * columnSize + 2 * (j & 3) : j * columnSize);
    const sum = columnTimesRows(doubles, first, grouped ? 8 : 2, d >> 3, n);
    doubles[(dBeta >> 3) + j]! += sum;
  }
}

/** Even and odd rows have a sum each; `pairStride` doubles lie between two pairs of rows. */
function columnTimesRows(
  doubles: Float64Array,
  column: number,
  pairStride: number,
  d: number,
  n: number,
): number {
  let even = 0;
  let odd = 0;
  let at = column;
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2, at += pairStride) {
    even += doubles[at]! * doubles[d + i]!;
    odd += doubles[at + 1]! * doubles[d + i + 1]!;
  }
  return even + odd + (n & 1 ? doubles[at]! * doubles[d + pairs]! : 0);
}

export function sum_rows({ doubles }: Memory, dValue: number, d: number, n: number): void {
  const row = d >> 3;
  let even = 0;
  let odd = 0;
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) {
    even += doubles[row + i]!;
    odd += doubles[row + i + 1]!;
  }
  doubles[dValue >> 3]! += even + odd + (n & 1 ? doubles[row + pairs]! : 0);
}

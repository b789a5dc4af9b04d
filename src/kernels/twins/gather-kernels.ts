/** Table look-ups per row and their transposes in JavaScript. Indices are byte offsets (level * 8). */
import type { Memory } from "../portable/memory.js";

export function gather_add(
  memory: Memory,
  out: number,
  table: number,
  index: number,
  n: number,
): void {
  const { doubles, integers } = memory;
  const o = out >> 3;
  const k = index >> 2;
  for (let i = 0; i < n; i++) doubles[o + i]! += doubles[(table + integers[k + i]!) >> 3]!;
}

export function gather_add2(
  memory: Memory,
  out: number,
  table1: number,
  index1: number,
  table2: number,
  index2: number,
  n: number,
): void {
  const { doubles, integers } = memory;
  const o = out >> 3;
  const k1 = index1 >> 2;
  const k2 = index2 >> 2;
  for (let i = 0; i < n; i++) {
    const first = doubles[(table1 + integers[k1 + i]!) >> 3]!;
    doubles[o + i]! += first + doubles[(table2 + integers[k2 + i]!) >> 3]!;
  }
}

export function gather_add3(
  memory: Memory,
  out: number,
  table1: number,
  index1: number,
  table2: number,
  index2: number,
  table3: number,
  index3: number,
  n: number,
): void {
  const { doubles, integers } = memory;
  const o = out >> 3;
  const k1 = index1 >> 2;
  const k2 = index2 >> 2;
  const k3 = index3 >> 2;
  for (let i = 0; i < n; i++) {
    const first = doubles[(table1 + integers[k1 + i]!) >> 3]!;
    const second = doubles[(table2 + integers[k2 + i]!) >> 3]!;
    doubles[o + i]! += first + second + doubles[(table3 + integers[k3 + i]!) >> 3]!;
  }
}

export function scatter_add(
  memory: Memory,
  dTable: number,
  index: number,
  d: number,
  n: number,
): void {
  const { doubles, integers } = memory;
  const row = d >> 3;
  const k = index >> 2;
  for (let i = 0; i < n; i++) doubles[(dTable + integers[k + i]!) >> 3]! += doubles[row + i]!;
}

export function scatter_add2(
  memory: Memory,
  dTable1: number,
  index1: number,
  dTable2: number,
  index2: number,
  d: number,
  n: number,
): void {
  const { doubles, integers } = memory;
  const row = d >> 3;
  const k1 = index1 >> 2;
  const k2 = index2 >> 2;
  for (let i = 0; i < n; i++) {
    const value = doubles[row + i]!;
    doubles[(dTable1 + integers[k1 + i]!) >> 3]! += value;
    doubles[(dTable2 + integers[k2 + i]!) >> 3]! += value;
  }
}

export function scatter_add3(
  memory: Memory,
  dTable1: number,
  index1: number,
  dTable2: number,
  index2: number,
  dTable3: number,
  index3: number,
  d: number,
  n: number,
): void {
  const { doubles, integers } = memory;
  const row = d >> 3;
  const k1 = index1 >> 2;
  const k2 = index2 >> 2;
  const k3 = index3 >> 2;
  for (let i = 0; i < n; i++) {
    const value = doubles[row + i]!;
    doubles[(dTable1 + integers[k1 + i]!) >> 3]! += value;
    doubles[(dTable2 + integers[k2 + i]!) >> 3]! += value;
    doubles[(dTable3 + integers[k3 + i]!) >> 3]! += value;
  }
}

export function gather_multiply_add(
  memory: Memory,
  out: number,
  table: number,
  index: number,
  x: number,
  n: number,
): void {
  const { doubles, integers } = memory;
  const o = out >> 3;
  const k = index >> 2;
  const c = x >> 3;
  for (let i = 0; i < n; i++) {
    doubles[o + i]! += doubles[(table + integers[k + i]!) >> 3]! * doubles[c + i]!;
  }
}

export function scatter_multiply_add(
  memory: Memory,
  dTable: number,
  index: number,
  x: number,
  d: number,
  n: number,
): void {
  const { doubles, integers } = memory;
  const row = d >> 3;
  const k = index >> 2;
  const c = x >> 3;
  for (let i = 0; i < n; i++) {
    doubles[(dTable + integers[k + i]!) >> 3]! += doubles[row + i]! * doubles[c + i]!;
  }
}

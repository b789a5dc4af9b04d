/** Cholesky factors of dense matrices and the inverses of these: columns of a lower triangle, rows of its inverse. */
import { clear, read, write } from "./memory.js";
import type { Memory } from "./memory.js";
import { divideAll, subtractScaled } from "./tiles.js";

/** L in place of the lower triangle of an n × n matrix by columns; false when it is not positive definite. */
export function factoriseTriangle(memory: Memory, at: i32, n: i32): boolean {
  for (let k = 0; k < n; k++) {
    const diagonal = at + k * n + k;
    const pivot = read(memory, diagonal);
    if (!(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    write(memory, diagonal, root);
    divideAll(memory, diagonal + 1, root, n - k - 1);
    for (let j = k + 1; j < n; j++) {
      const scale = read(memory, at + k * n + j);
      subtractScaled(memory, at + j * n + j, at + k * n + j, scale, n - j);
    }
  }
  return true;
}

/** The lower triangle L⁻¹ by rows, at `into`. */
export function invertTriangle(memory: Memory, at: i32, into: i32, n: i32): void {
  for (let i = 0; i < n; i++) {
    const row = into + i * n;
    clear(memory, row, n);
    write(memory, row + i, 1);
    for (let k = 0; k < i; k++) {
      const scale = read(memory, at + k * n + i);
      subtractScaled(memory, row, into + k * n, scale, k + 1);
    }
    divideAll(memory, row, read(memory, at + i * n + i), i + 1);
  }
}

/** The predictor of rows from a sparse matrix by rows. */
import { read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";

/** result = offset + A x. */
export function predictRows(
  memory: Memory,
  starts: i32,
  columns: i32,
  entries: i32,
  offsets: i32,
  x: i32,
  result: i32,
  n: i32,
): void {
  let entry = readInteger(memory, starts);
  for (let i: i32 = 0; i < n; i++) {
    const end = readInteger(memory, starts + (i << 2) + 4);
    let total = read(memory, offsets + (i << 3));
    for (; entry < end; entry++) {
      const own = read(memory, x + (readInteger(memory, columns + (entry << 2)) << 3));
      total = total + read(memory, entries + (entry << 3)) * own;
    }
    write(memory, result + (i << 3), total);
  }
}

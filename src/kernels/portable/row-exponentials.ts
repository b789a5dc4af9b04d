/** e^x of every number of a column; twin of assembly/row-exponentials.ts, which takes them in pairs. */
import { exp } from "./exponential.js";
import { read, write } from "./memory.js";
import type { Memory } from "./memory.js";

export function exponentials(memory: Memory, x: i32, result: i32, n: i32): void {
  const bytes = n << 3;
  for (let at: i32 = 0; at < bytes; at += 8) write(memory, result + at, exp(read(memory, x + at)));
}

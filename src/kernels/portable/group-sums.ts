/** Sums over half of a group's rows added to what its expansion holds: a value and eight derivatives. */
import { accumulate, write } from "./memory.js";
import type { Memory } from "./memory.js";

export function clearExpansion(memory: Memory, into: i32): void {
  for (let k: i32 = 0; k < 72; k += 8) write(memory, into + k, 0.0);
}

/** Those from the second on are given with their signs turned. */
export function addToExpansion(
  memory: Memory,
  into: i32,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  c4: number,
  c5: number,
  c6: number,
  c7: number,
  c8: number,
): void {
  accumulate(memory, into, c0);
  accumulate(memory, into + 8, c1);
  accumulate(memory, into + 16, -c2);
  accumulate(memory, into + 24, -c3);
  accumulate(memory, into + 32, -c4);
  accumulate(memory, into + 40, -c5);
  accumulate(memory, into + 48, -c6);
  accumulate(memory, into + 56, -c7);
  accumulate(memory, into + 64, -c8);
}

/**
 * Reads and writes the memory of a factor from JavaScript. Files in this folder are compiled twice: by the
 * TypeScript compiler against this file, and by AssemblyScript against assembly/memory.ts.
 */

/** Two views of one buffer. Positions count numbers of 8 bytes, or integers of 4, from its start. */
export interface Memory {
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
}

export function read(memory: Memory, at: i32): number {
  return memory.numbers[at]!;
}

export function write(memory: Memory, at: i32, value: number): void {
  memory.numbers[at] = value;
}

export function readInteger(memory: Memory, at: i32): i32 {
  return memory.integers[at]!;
}

export function clear(memory: Memory, at: i32, count: i32): void {
  memory.numbers.fill(0, at, at + count);
}

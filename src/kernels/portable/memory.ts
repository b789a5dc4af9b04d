/**
 * Reads and writes the linear memory from JavaScript. Files in this folder are compiled twice: by
 * the TypeScript compiler against this file, and by AssemblyScript against assembly/memory.ts.
 */

/** Two views of one buffer. Addresses are byte offsets into it. */
export interface Memory {
  readonly doubles: Float64Array;
  readonly integers: Int32Array;
}

export function read(memory: Memory, address: i32): number {
  return memory.doubles[address >> 3]!;
}

export function write(memory: Memory, address: i32, value: number): void {
  memory.doubles[address >> 3] = value;
}

export function accumulate(memory: Memory, address: i32, value: number): void {
  memory.doubles[address >> 3]! += value;
}

export function readInteger(memory: Memory, address: i32): i32 {
  return memory.integers[address >> 2]!;
}

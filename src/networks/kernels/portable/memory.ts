/**
 * Reads and writes the memory of a network from JavaScript. Files in this folder are compiled twice: by the
 * TypeScript compiler against this file, and by AssemblyScript against assembly/memory.ts.
 */

/** Views of one buffer. Addresses are byte offsets into it. */
export interface Memory {
  readonly singles: Float32Array;
  readonly doubles: Float64Array;
  readonly integers: Int32Array;
}

export function readSingle(memory: Memory, address: i32): number {
  return memory.singles[address >> 2]!;
}

export function writeSingle(memory: Memory, address: i32, value: number): void {
  memory.singles[address >> 2] = value;
}

export function readDouble(memory: Memory, address: i32): number {
  return memory.doubles[address >> 3]!;
}

export function addDouble(memory: Memory, address: i32, value: number): void {
  memory.doubles[address >> 3]! += value;
}

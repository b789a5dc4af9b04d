/** Reads and writes the linear memory from WebAssembly; the argument `memory` is not used there. */

export type Memory = i32;

// @inline
export function read(memory: Memory, at: i32): f64 {
  return load<f64>((<usize>at) << 3);
}

// @inline
export function write(memory: Memory, at: i32, value: f64): void {
  store<f64>((<usize>at) << 3, value);
}

// @inline
export function readInteger(memory: Memory, at: i32): i32 {
  return load<i32>((<usize>at) << 2);
}

// @inline
export function clear(_memory: Memory, at: i32, count: i32): void {
  memory.fill((<usize>at) << 3, 0, (<usize>count) << 3);
}

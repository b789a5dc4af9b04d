/** Reads and writes the linear memory from WebAssembly; the argument `memory` is not used there. */

export type Memory = i32;

// @inline
export function read(memory: Memory, address: i32): f64 {
  return load<f64>(address);
}

// @inline
export function write(memory: Memory, address: i32, value: f64): void {
  store<f64>(address, value);
}

// @inline
export function accumulate(memory: Memory, address: i32, value: f64): void {
  store<f64>(address, load<f64>(address) + value);
}

// @inline
export function readInteger(memory: Memory, address: i32): i32 {
  return load<i32>(address);
}

/** Reads and writes the linear memory from WebAssembly; the argument `memory` is not used there. */

export type Memory = i32;

// @inline
export function readSingle(memory: Memory, address: i32): f64 {
  return <f64>load<f32>(address);
}

// @inline
export function writeSingle(memory: Memory, address: i32, value: f64): void {
  store<f32>(address, <f32>value);
}

// @inline
export function readDouble(memory: Memory, address: i32): f64 {
  return load<f64>(address);
}

// @inline
export function addDouble(memory: Memory, address: i32, value: f64): void {
  store<f64>(address, load<f64>(address) + value);
}

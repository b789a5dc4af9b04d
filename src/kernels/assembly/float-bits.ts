/** The bit operations of portable/float-bits.ts by reinterpretation. */

export const roundingShift: f64 = 6755399441055744.0;

// @inline
export function scaleByPowerOfTwo(value: f64, shifted: f64): f64 {
  return reinterpret<f64>(reinterpret<i64>(value) + (reinterpret<i64>(shifted) << 52));
}

// @inline
export function binaryExponent(x: f64): f64 {
  return <f64>(((<i32>(reinterpret<i64>(x) >>> 52)) & 0x7ff) - 1023);
}

// @inline
export function significand(x: f64): f64 {
  return reinterpret<f64>((reinterpret<i64>(x) & 0x000fffffffffffff) | 0x3ff0000000000000);
}

/** What kernels of pairs of rows do with two numbers side by side. */

/** The two numbers one after the other, as a loop over rows adds them. */
// @inline
export function plusLanes(sum: f64, x: v128): f64 {
  return sum + f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** The numbers of a column at two neighbouring indices. */
// @inline
export function gather(column: i32, index: i32): v128 {
  const first = v128.load64_zero(column + (load<i32>(index) << 3));
  return v128.load64_lane(column + (load<i32>(index, 4) << 3), first, 1);
}

// @inline
export function add(address: i32, x: v128): void {
  v128.store(address, f64x2.add(v128.load(address), x));
}

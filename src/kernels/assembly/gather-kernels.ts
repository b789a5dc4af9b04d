/** Table look-ups per row and their transposes. Indices are byte offsets (level * 8). */

/** The table's entries for two consecutive rows. */
// @inline
function pair(table: i32, index: i32): v128 {
  return v128.load64_lane(
    table + load<i32>(index, 4),
    v128.load64_zero(table + load<i32>(index)),
    1,
  );
}

// @inline
function one(table: i32, index: i32): f64 {
  return load<f64>(table + load<i32>(index));
}

// @inline
function add(table: i32, index: i32, value: f64): void {
  const at = table + load<i32>(index);
  store<f64>(at, load<f64>(at) + value);
}

export function gather_add(out: i32, table: i32, index: i32, n: i32): void {
  const pairs = out + ((n & ~1) << 3);
  for (; out < pairs; out += 16, index += 8) {
    v128.store(out, f64x2.add(v128.load(out), pair(table, index)));
  }
  if (n & 1) store<f64>(out, load<f64>(out) + one(table, index));
}

export function gather_add2(
  out: i32,
  table1: i32,
  index1: i32,
  table2: i32,
  index2: i32,
  n: i32,
): void {
  const pairs = out + ((n & ~1) << 3);
  for (; out < pairs; out += 16, index1 += 8, index2 += 8) {
    v128.store(
      out,
      f64x2.add(v128.load(out), f64x2.add(pair(table1, index1), pair(table2, index2))),
    );
  }
  if (n & 1) store<f64>(out, load<f64>(out) + (one(table1, index1) + one(table2, index2)));
}

export function gather_add3(
  out: i32,
  table1: i32,
  index1: i32,
  table2: i32,
  index2: i32,
  table3: i32,
  index3: i32,
  n: i32,
): void {
  const pairs = out + ((n & ~1) << 3);
  for (; out < pairs; out += 16, index1 += 8, index2 += 8, index3 += 8) {
    const sum = f64x2.add(
      f64x2.add(pair(table1, index1), pair(table2, index2)),
      pair(table3, index3),
    );
    v128.store(out, f64x2.add(v128.load(out), sum));
  }
  if (n & 1) {
    const sum = one(table1, index1) + one(table2, index2) + one(table3, index3);
    store<f64>(out, load<f64>(out) + sum);
  }
}

export function scatter_add(dTable: i32, index: i32, d: i32, n: i32): void {
  const end = d + (n << 3);
  for (; d < end; d += 8, index += 4) add(dTable, index, load<f64>(d));
}

export function scatter_add2(
  dTable1: i32,
  index1: i32,
  dTable2: i32,
  index2: i32,
  d: i32,
  n: i32,
): void {
  const end = d + (n << 3);
  for (; d < end; d += 8, index1 += 4, index2 += 4) {
    const value = load<f64>(d);
    add(dTable1, index1, value);
    add(dTable2, index2, value);
  }
}

export function scatter_add3(
  dTable1: i32,
  index1: i32,
  dTable2: i32,
  index2: i32,
  dTable3: i32,
  index3: i32,
  d: i32,
  n: i32,
): void {
  const end = d + (n << 3);
  for (; d < end; d += 8, index1 += 4, index2 += 4, index3 += 4) {
    const value = load<f64>(d);
    add(dTable1, index1, value);
    add(dTable2, index2, value);
    add(dTable3, index3, value);
  }
}

export function gather_multiply_add(out: i32, table: i32, index: i32, x: i32, n: i32): void {
  const pairs = out + ((n & ~1) << 3);
  for (; out < pairs; out += 16, index += 8, x += 16) {
    v128.store(out, f64x2.add(v128.load(out), f64x2.mul(pair(table, index), v128.load(x))));
  }
  if (n & 1) store<f64>(out, load<f64>(out) + one(table, index) * load<f64>(x));
}

export function scatter_multiply_add(dTable: i32, index: i32, x: i32, d: i32, n: i32): void {
  const end = d + (n << 3);
  for (; d < end; d += 8, index += 4, x += 8) add(dTable, index, load<f64>(d) * load<f64>(x));
}

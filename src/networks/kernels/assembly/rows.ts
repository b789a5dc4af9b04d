/** Embeddings, biases and rectifiers of rows; twins/rows.ts is their twin. */

export function fillRows(y: i32, bias: i32, columns: i32, rows: i32): void {
  const width = columns << 2;
  for (let r: i32 = 0; r < rows; r++) {
    for (let j: i32 = 0; j < width; j += 16) v128.store(y + j, v128.load(bias + j));
    y += width;
  }
}

export function gatherRows(
  y: i32,
  bias: i32,
  positions: i32,
  categories: i32,
  columns: i32,
  rows: i32,
): void {
  const width = columns << 2;
  const listed = categories << 2;
  for (let r: i32 = 0; r < rows; r++) {
    const end = positions + listed;
    for (let j: i32 = 0; j < width; j += 16) {
      let sum = v128.load(bias + j);
      for (let at = positions; at < end; at += 4) {
        sum = f32x4.add(sum, v128.load(load<i32>(at) + j));
      }
      v128.store(y + j, sum);
    }
    y += width;
    positions = end;
  }
}

export function scatterRows(
  y: i32,
  positions: i32,
  offset: i32,
  categories: i32,
  columns: i32,
  rows: i32,
): void {
  const width = columns << 2;
  const listed = categories << 2;
  for (let r: i32 = 0; r < rows; r++) {
    const end = positions + listed;
    for (; positions < end; positions += 4) {
      const table = load<i32>(positions) + offset;
      for (let j: i32 = 0; j < width; j += 16) {
        v128.store(table + j, f32x4.add(v128.load(table + j), v128.load(y + j)));
      }
    }
    y += width;
  }
}

export function sumRows(sums: i32, y: i32, columns: i32, rows: i32): void {
  const width = columns << 2;
  for (let j: i32 = 0; j < width; j += 16) {
    let sum = v128.load(sums + j);
    let at = y + j;
    for (let r: i32 = 0; r < rows; r++) {
      sum = f32x4.add(sum, v128.load(at));
      at += width;
    }
    v128.store(sums + j, sum);
  }
}

export function rectify(y: i32, count: i32): void {
  const end = y + (count << 2);
  const zero = f32x4.splat(0);
  for (; y < end; y += 16) {
    const x = v128.load(y);
    v128.store(y, v128.and(x, f32x4.gt(x, zero)));
  }
}

export function rectifyGradient(gradient: i32, y: i32, count: i32): void {
  const end = y + (count << 2);
  const zero = f32x4.splat(0);
  for (; y < end; y += 16) {
    v128.store(gradient, v128.and(v128.load(gradient), f32x4.gt(v128.load(y), zero)));
    gradient += 16;
  }
}

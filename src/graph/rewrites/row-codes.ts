/** Small integers for equal values and for equal pairs of them: how rows are found to be the same. */

export interface RowCodes {
  /** One code a row, below `count`. */
  readonly codes: Int32Array;
  readonly count: number;
}

const golden = 0x9e3779b1;

/** A hash table's slots: 0 is empty, otherwise a code plus one. The size is a power of two. */
function openSlots(rows: number): Int32Array {
  let size = 16;
  while (size < 2 * rows) size *= 2;
  return new Int32Array(size);
}

/** Indices are their own codes. */
export function codesOfIndices(indices: Int32Array): RowCodes {
  let largest = -1;
  for (let i = 0; i < indices.length; i++) largest = indices[i]! > largest ? indices[i]! : largest;
  return { codes: indices, count: largest + 1 };
}

/** Codes of the distinct numbers in order of appearance; undefined when there are more than `limit`. */
export function codesOfNumbers(values: Float64Array, limit: number): RowCodes | undefined {
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  const slots = openSlots(Math.min(values.length, limit + 1));
  const mask = slots.length - 1;
  const codes = new Int32Array(values.length);
  const firstRows = new Int32Array(Math.min(values.length, limit + 1));
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const mixed = Math.imul(halves[2 * i]! ^ Math.imul(halves[2 * i + 1]!, golden), golden);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    while (slots[slot] !== 0 && values[firstRows[slots[slot]! - 1]!] !== value) {
      slot = (slot + 1) & mask;
    }
    if (slots[slot] === 0) {
      if (count === limit) return undefined;
      firstRows[count] = i;
      slots[slot] = ++count;
    }
    codes[i] = slots[slot]! - 1;
  }
  return { codes, count };
}

/** Looks pairs up in a table with one entry for each possible pair. */
function jointByTable(a: RowCodes, b: RowCodes, limit: number): RowCodes | undefined {
  const table = new Int32Array(a.count * b.count);
  const codes = new Int32Array(a.codes.length);
  let count = 0;
  for (let i = 0; i < codes.length; i++) {
    const at = a.codes[i]! * b.count + b.codes[i]!;
    if (table[at] === 0) {
      if (count === limit) return undefined;
      table[at] = ++count;
    }
    codes[i] = table[at]! - 1;
  }
  return { codes, count };
}

function jointByHash(a: RowCodes, b: RowCodes, limit: number): RowCodes | undefined {
  const slots = openSlots(Math.min(a.codes.length, limit + 1));
  const mask = slots.length - 1;
  const codes = new Int32Array(a.codes.length);
  const firstRows = new Int32Array(Math.min(a.codes.length, limit + 1));
  let count = 0;
  for (let i = 0; i < codes.length; i++) {
    const left = a.codes[i]!;
    const right = b.codes[i]!;
    const mixed = Math.imul(left ^ Math.imul(right, golden), golden);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const first = firstRows[slots[slot]! - 1]!;
      if (a.codes[first] === left && b.codes[first] === right) break;
    }
    if (slots[slot] === 0) {
      if (count === limit) return undefined;
      firstRows[count] = i;
      slots[slot] = ++count;
    }
    codes[i] = slots[slot]! - 1;
  }
  return { codes, count };
}

/** Codes of the distinct pairs in order of appearance; undefined when there are more than `limit`. */
export function jointCodes(a: RowCodes, b: RowCodes, limit: number): RowCodes | undefined {
  const small = a.count * b.count <= 4 * a.codes.length + 4096;
  return small ? jointByTable(a, b, limit) : jointByHash(a, b, limit);
}

/** The first row of every code. */
export function firstRows({ codes, count }: RowCodes): Int32Array {
  const rows = new Int32Array(count).fill(-1);
  for (let i = 0; i < codes.length; i++) if (rows[codes[i]!]! < 0) rows[codes[i]!] = i;
  return rows;
}

/**
 * Rows grouped by equality in every key; undefined as soon as more than `limit` groups appear.
 * Groups are numbered by first appearance.
 */
export function groupRows(
  keys: readonly (Float64Array | Int32Array)[],
  rowCount: number,
  limit: number,
): RowCodes | undefined {
  let groups: RowCodes | undefined = { codes: new Int32Array(rowCount), count: 1 };
  const indices = keys.filter((key) => key instanceof Int32Array);
  const numbers = keys.filter((key) => key instanceof Float64Array);
  for (const key of [...indices, ...numbers]) {
    const codes: RowCodes | undefined =
      key instanceof Int32Array ? codesOfIndices(key) : codesOfNumbers(key, limit);
    groups = codes && jointCodes(groups, codes, limit);
    if (!groups) return undefined;
  }
  return groups;
}

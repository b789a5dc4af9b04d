/** Sorting of draws that also tells where each one stands. */

/**
 * The values' bits, changed so that unsigned comparison orders the values, with the index of each in the last
 * places, which hardly ever tell two draws apart. The engine's own sort needs no time to warm up.
 */
function sortedKeys(values: Float64Array, places: number): Uint32Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const keys = new BigUint64Array(values.length);
  const words = new Uint32Array(keys.buffer);
  for (let i = 0; i < values.length; i++) {
    const high = bits[2 * i + 1]! | 0;
    const flip = high >> 31;
    words[2 * i] = ((bits[2 * i]! ^ flip) & ~places) | i;
    words[2 * i + 1] = high ^ (flip | 0x80000000);
  }
  keys.sort();
  return words;
}

/**
 * Indices of the values (none of them NaN) in ascending order, −0 before 0; equal ones stay in theirs. Insertion settles
 * what the keys leave open; draws that are all but the same number are compared in full.
 */
export function sortOrder(values: Float64Array): Uint32Array {
  const count = values.length;
  const places = count > 1 ? 0xffffffff >>> Math.clz32(count - 1) : 0;
  const words = sortedKeys(values, places);
  const order = new Uint32Array(count);
  let moves = 0;
  for (let place = 0; place < count && moves <= 4 * count; place++) {
    const index = words[2 * place]! & places;
    const value = values[index]!;
    let at = place;
    for (; at > 0 && values[order[at - 1]!]! > value; at--) order[at] = order[at - 1]!;
    order[at] = index;
    moves += place - at;
  }
  if (moves <= 4 * count) return order;
  for (let i = 0; i < count; i++) order[i] = i;
  return order.sort((a, b) => values[a]! - values[b]! || a - b);
}

/** The values in the given order. */
export function inOrder(values: Float64Array, order: Uint32Array): Float64Array {
  const sorted = new Float64Array(values.length);
  for (let i = 0; i < order.length; i++) sorted[i] = values[order[i]!]!;
  return sorted;
}

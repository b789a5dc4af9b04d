/** Sorting of draws that also tells where each one stands. */

/** Bits of the values, changed so that unsigned comparison of them orders the values. */
function sortableBits(values: Float64Array): Uint8Array {
  const words = new Int32Array(values.slice().buffer);
  for (let low = 0; low < words.length; low += 2) {
    const high = words[low + 1]!;
    const flip = high >> 31;
    words[low] = words[low]! ^ flip;
    words[low + 1] = high ^ (flip | 0x80000000);
  }
  return new Uint8Array(words.buffer);
}

/** Indices of the values (none of them NaN) in ascending order: a stable radix sort, byte by byte. */
export function sortOrder(values: Float64Array): Uint32Array {
  const count = values.length;
  const bytes = sortableBits(values);
  const starts = new Uint32Array(257);
  let order = Uint32Array.from({ length: count }, (_, index) => index);
  let next = new Uint32Array(count);
  for (let byte = 0; byte < 8; byte++) {
    starts.fill(0);
    for (let i = byte; i < bytes.length; i += 8) starts[bytes[i]! + 1]!++;
    for (let digit = 1; digit < 257; digit++) starts[digit]! += starts[digit - 1]!;
    for (let i = 0; i < count; i++) {
      const index = order[i]!;
      next[starts[bytes[8 * index + byte]!]!++] = index;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** The values in the given order. */
export function inOrder(values: Float64Array, order: Uint32Array): Float64Array {
  const sorted = new Float64Array(values.length);
  for (let i = 0; i < order.length; i++) sorted[i] = values[order[i]!]!;
  return sorted;
}

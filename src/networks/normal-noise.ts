/** Standard normal numbers by their place alone, so that every thread draws the same without taking turns. */
import { normalQuantile } from "../math/index.js";

const size = 4096;
let table: Float32Array | undefined;

/** The quantiles at (i + ½) / 4096, scaled to variance 1: the largest are ±3.66. A constant, made once. */
function normalTable(): Float32Array {
  if (table !== undefined) return table;
  const quantiles = Float64Array.from({ length: size }, (_, i) => normalQuantile((i + 0.5) / size));
  const variance = quantiles.reduce((sum, z) => sum + z * z, 0) / size;
  const scale = 1 / Math.sqrt(variance);
  table = Float32Array.from(quantiles, (z) => scale * z);
  return table;
}

/** A permutation of the 32-bit integers that leaves no bit where it was (Wellons, "lowbias32"). */
function mixBits(value: number): number {
  let x = value;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  return x ^ (x >>> 16);
}

/** One key of several whole numbers, in order. */
export function noiseKey(...parts: readonly number[]): number {
  return parts.reduce((key, part) => mixBits(key ^ mixBits(part + 0x9e3779b9)), 0);
}

/** Fills with numbers of the key; two of each hash, which is of a counter. */
export function fillWithNoise(into: Float32Array, key: number): void {
  const normals = normalTable();
  for (let i = 0; i < into.length; i += 2) {
    const bits = mixBits(Math.imul(i + 1, 0x9e3779b1) ^ key);
    into[i] = normals[bits >>> 20]!;
    if (i + 1 < into.length) into[i + 1] = normals[(bits >>> 4) & 4095]!;
  }
}

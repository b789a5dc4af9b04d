/** Arrays beside a JSON header, which names them by their positions. */
import type { StoredArray } from "./container.js";
import { fault } from "./fault.js";
import type { Fields } from "./fields.js";

export interface ArrayWriter {
  readonly arrays: readonly StoredArray[];
  /** The position that stands for the array in the header. */
  readonly store: (array: StoredArray) => number;
}

export function openArrayWriter(): ArrayWriter {
  const arrays: StoredArray[] = [];
  return { arrays, store: (array) => arrays.push(array) - 1 };
}

/** Finds an array by the field that holds its position; any other length than the one given is a fault. */
export interface ArrayReader {
  readonly floats: (fields: Fields, key: string, length?: number) => Float64Array;
  readonly singles: (fields: Fields, key: string, length?: number) => Float32Array;
  readonly integers: (fields: Fields, key: string, length?: number) => Int32Array;
  readonly shorts: (fields: Fields, key: string, length?: number) => Uint16Array;
  readonly bytes: (fields: Fields, key: string, length?: number) => Uint8Array;
}

export function openArrayReader(arrays: readonly StoredArray[]): ArrayReader {
  const find =
    <Kind extends StoredArray>(isKind: (array: StoredArray | undefined) => array is Kind) =>
    (fields: Fields, key: string, length?: number): Kind => {
      const array = arrays[fields.count(key)];
      if (!isKind(array)) throw fault(`an array of its type as ${key}`, "none, or another");
      if (length !== undefined && array.length !== length)
        throw fault(`${length} numbers as ${key}`, `${array.length}`);
      return array;
    };
  return {
    floats: find((array): array is Float64Array => array instanceof Float64Array),
    singles: find((array): array is Float32Array => array instanceof Float32Array),
    integers: find((array): array is Int32Array => array instanceof Int32Array),
    shorts: find((array): array is Uint16Array => array instanceof Uint16Array),
    bytes: find((array): array is Uint8Array => array instanceof Uint8Array),
  };
}

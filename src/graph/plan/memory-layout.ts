/** Assigns byte offsets: one region of shared data, one of private buffers, all on 64-byte borders. */
import type { KernelArgument } from "./plan.js";
import { blockRows } from "./plan.js";

const alignment = 64;

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

/** Hands out aligned runs of bytes; no two start at the same place, even if they are empty. */
export interface Region {
  reserve(bytes: number): number;
  readonly bytes: number;
}

export function openRegion(): Region {
  let bytes = 0;
  return {
    reserve(size) {
      const offset = bytes;
      bytes = aligned(bytes + Math.max(size, 1));
      return offset;
    },
    get bytes() {
      return bytes;
    },
  };
}

/** The data region together with what is copied into it. */
export interface DataRegion {
  /** One number per row: advances by a block of doubles. */
  numbers(values: Float64Array): KernelArgument;
  /** Indices, stored multiplied by 8. */
  indices(values: Int32Array): KernelArgument;
  /** Columns at equal distances. */
  columns(columns: readonly Float64Array[]): {
    readonly start: KernelArgument;
    readonly stride: number;
  };
  readonly bytes: number;
  readonly contents: readonly {
    readonly offset: number;
    readonly values: Float64Array | Int32Array;
  }[];
}

export function openDataRegion(): DataRegion {
  const region = openRegion();
  const contents: { offset: number; values: Float64Array | Int32Array }[] = [];
  const place = (values: Float64Array | Int32Array): number => {
    const offset = region.reserve(values.byteLength);
    contents.push({ offset, values });
    return offset;
  };
  return {
    contents,
    get bytes() {
      return region.bytes;
    },
    numbers: (values) => ({ kind: "data", offset: place(values), stride: 8 * blockRows }),
    indices(values) {
      const scaled = new Int32Array(values.length);
      for (let i = 0; i < values.length; i++) scaled[i] = values[i]! * 8;
      return { kind: "data", offset: place(scaled), stride: 4 * blockRows };
    },
    columns(columns) {
      const stride = aligned(8 * (columns[0]?.length ?? 0));
      const offset = region.reserve(stride * columns.length);
      columns.forEach((values, j) => contents.push({ offset: offset + j * stride, values }));
      return { start: { kind: "data", offset, stride: 8 * blockRows }, stride };
    },
  };
}

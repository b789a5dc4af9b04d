/** Block programs with their data in one linear memory: what evaluators and predictors run on. */
import { blockRows } from "../graph/index.js";
import { shareConstantColumns } from "./constant-columns.js";
import { encodeCalls, encodedBytes } from "./instruction-stream.js";
import { openKernelMemory, type Backend } from "./kernel-memory.js";
import { packColumns } from "./panels.js";
import type { Programs } from "./programs.js";

export interface ProgramMemory {
  readonly backend: Backend;
  /** Runs one program for all its rows and returns the sum of its likelihoods. */
  readonly runners: readonly (() => number)[];
  /** Doubles of the private region; they stay where they are as long as the memory is in use. */
  view(byteOffset: number, size: number): Float64Array;
}

/** Start of each part of the linear memory, in bytes; cache lines do not straddle parts. */
interface MemoryMap {
  readonly programs: readonly { readonly start: number; readonly end: number }[];
  readonly data: number;
  readonly private: number;
  readonly bytes: number;
}

const alignment = 64;
/** The constants of the vector kernels lie below this address. */
export const firstFreeByte = 2048;

/** The next border between cache lines. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

function mapMemory({ blockPrograms, dataBytes, privateBytes }: Programs): MemoryMap {
  let next = firstFreeByte;
  const programs = blockPrograms.map(({ calls }) => {
    const start = next;
    next += encodedBytes(calls);
    return { start, end: next };
  });
  const data = aligned(next);
  const privateStart = aligned(data + dataBytes);
  return { programs, data, private: privateStart, bytes: aligned(privateStart + privateBytes) };
}

export function openProgramMemory(given: Programs, backend?: Backend): ProgramMemory {
  const programs = shareConstantColumns(packColumns(given));
  const map = mapMemory(programs);
  const memory = openKernelMemory(map.bytes, backend);
  const { doubles, integers } = memory.views;
  programs.blockPrograms.forEach(({ calls }, i) => {
    integers.set(encodeCalls(calls, map), map.programs[i]!.start >> 2);
  });
  for (const { offset, values } of programs.data) {
    if (values instanceof Int32Array) integers.set(values, (map.data + offset) >> 2);
    else doubles.set(values, (map.data + offset) >> 3);
  }
  return {
    backend: memory.backend,
    runners: programs.blockPrograms.map(({ rowCount }, i) => {
      const { start, end } = map.programs[i]!;
      return () => memory.run(start, end, rowCount, blockRows);
    }),
    view(byteOffset, size) {
      const first = (map.private + byteOffset) >> 3;
      return doubles.subarray(first, first + size);
    },
  };
}

/** A linear memory with the kernels (or their twins) bound to it: where block programs run. */
import { openSharedMemory } from "../math/index.js";
import type { Memory } from "./portable/memory.js";
import { runTwins } from "./run-twins.js";
import { kernelModule, wasmIsAvailable } from "./web-assembly.js";

export type Backend = "wasm" | "javascript";

export interface KernelMemory {
  readonly backend: Backend;
  readonly views: Memory;
  /** Runs the instruction stream between two byte addresses for all rows; returns its sum. */
  readonly run: (start: number, end: number, rowCount: number, blockRows: number) => number;
}

function viewsOf(buffer: ArrayBuffer | SharedArrayBuffer): Memory {
  return { doubles: new Float64Array(buffer), integers: new Int32Array(buffer) };
}

/** Without a wish the kernels run as WebAssembly where that exists, else as JavaScript. */
export function openKernelMemory(bytes: number, wish?: Backend): KernelMemory {
  if ((wish ?? (wasmIsAvailable() ? "wasm" : "javascript")) === "javascript") {
    const views = viewsOf(new ArrayBuffer(Math.ceil(bytes / 8) * 8));
    return {
      backend: "javascript",
      views,
      run: (start, end, rowCount, blockRows) => runTwins(views, start, end, rowCount, blockRows),
    };
  }
  const memory = openSharedMemory(bytes);
  const { runProgram } = kernelModule.instantiate(memory);
  return { backend: "wasm", views: viewsOf(memory.buffer), run: runProgram };
}

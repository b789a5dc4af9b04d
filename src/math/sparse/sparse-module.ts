/** The module of this folder, and memories that it or its JavaScript twin works on. */
import {
  embedModule,
  largestMemory,
  openPrivateMemory,
  type EmbeddedModule,
} from "../web-assembly.js";
import { wasmBase64 } from "./generated/wasm-binary.js";
import type { Memory } from "./portable/memory.js";

export type SparseBackend = "wasm" | "javascript";

/** WebAssembly has numbers for truth values. */
interface SparseExports {
  readonly factorise: () => number;
  readonly solveForward: () => void;
  readonly solveBackward: () => void;
  readonly invert: () => void;
  readonly factoriseTriangle: (at: number, n: number) => number;
  readonly invertTriangle: (at: number, into: number, n: number) => void;
  readonly predictRows: (shifted: number) => void;
  readonly stepIsSmall: (limit: number) => number;
  readonly pullBackRows: (weighted: number) => void;
  readonly addCrossProduct: (factor: number) => void;
  readonly quadraticForms: () => number;
}

const sparseModule: EmbeddedModule<SparseExports> = embedModule(wasmBase64);

/** What a memory begins with, and how large it is. */
export interface MemoryPlan {
  readonly bytes: number;
  readonly integers: Int32Array;
}

export interface SparseMemory extends Memory {
  /** Undefined where the twin runs. */
  readonly run: SparseExports | undefined;
}

/** Without a wish WebAssembly runs where that exists, else JavaScript; the bits are the same. */
export function openSparseMemory(
  { bytes, integers }: MemoryPlan,
  wish?: SparseBackend,
): SparseMemory {
  const fits = bytes <= largestMemory && sparseModule.isAvailable();
  const isModule = (wish ?? (fits ? "wasm" : "javascript")) === "wasm";
  const memory = isModule ? openPrivateMemory(bytes) : undefined;
  const buffer = memory?.buffer ?? new ArrayBuffer(bytes);
  const views = { numbers: new Float64Array(buffer), integers: new Int32Array(buffer) };
  views.integers.set(integers);
  return { ...views, run: memory && sparseModule.instantiate(memory) };
}

/** A memory with the kernels of networks bound to it, as WebAssembly or as their JavaScript twins. */
import {
  embedModule,
  largestMemory,
  openPrivateMemory,
  type EmbeddedModule,
} from "../../math/index.js";
import { wasmBase64 } from "./generated/wasm-binary.js";
import {
  sigmoidGradient,
  sigmoidRows,
  softmaxGradient,
  softmaxRows,
  sumRowsOfUnit,
} from "./portable/heads.js";
import type { Memory } from "./portable/memory.js";
import { mixSlopes, pullSlopes } from "./portable/slopes.js";
import { product } from "./twins/product.js";
import {
  fillRows,
  gatherRows,
  rectify,
  rectifyGradient,
  scatterRows,
  sumRows,
} from "./twins/rows.js";

export type NetworkBackend = "wasm" | "javascript";

type WithoutMemory<Kernel> = Kernel extends (memory: Memory, ...rest: infer Rest) => void
  ? (...rest: Rest) => void
  : never;

/** A kernel's arguments are those of its twin, after the memory. */
export interface NetworkKernels {
  readonly product: WithoutMemory<typeof product>;
  readonly fillRows: WithoutMemory<typeof fillRows>;
  readonly gatherRows: WithoutMemory<typeof gatherRows>;
  readonly scatterRows: WithoutMemory<typeof scatterRows>;
  readonly sumRows: WithoutMemory<typeof sumRows>;
  readonly rectify: WithoutMemory<typeof rectify>;
  readonly rectifyGradient: WithoutMemory<typeof rectifyGradient>;
  readonly softmaxRows: WithoutMemory<typeof softmaxRows>;
  readonly sigmoidRows: WithoutMemory<typeof sigmoidRows>;
  readonly sumRowsOfUnit: WithoutMemory<typeof sumRowsOfUnit>;
  readonly softmaxGradient: WithoutMemory<typeof softmaxGradient>;
  readonly sigmoidGradient: WithoutMemory<typeof sigmoidGradient>;
  readonly mixSlopes: WithoutMemory<typeof mixSlopes>;
  readonly pullSlopes: WithoutMemory<typeof pullSlopes>;
}

const networkModule: EmbeddedModule<NetworkKernels> = embedModule(wasmBase64);

export interface KernelMemory extends Memory {
  readonly run: NetworkKernels;
}

/** Bytes below this belong to the module's constants. */
export const firstFreeAddress = 1024;

type Twin = (memory: Memory, ...rest: number[]) => void;

const twins: Readonly<Record<keyof NetworkKernels, Twin>> = {
  product,
  fillRows,
  gatherRows,
  scatterRows,
  sumRows,
  rectify,
  rectifyGradient,
  softmaxRows,
  sigmoidRows,
  sumRowsOfUnit,
  softmaxGradient,
  sigmoidGradient,
  mixSlopes,
  pullSlopes,
};

function bindTwins(memory: Memory): NetworkKernels {
  const bound = Object.entries(twins).map(([name, twin]) => [
    name,
    (...rest: number[]) => twin(memory, ...rest),
  ]);
  return Object.fromEntries(bound) as NetworkKernels;
}

/** Without a wish WebAssembly runs where that exists, else JavaScript; the bits are the same. */
export function openKernelMemory(bytes: number, wish?: NetworkBackend): KernelMemory {
  const fits = bytes <= largestMemory && networkModule.isAvailable();
  const isModule = (wish ?? (fits ? "wasm" : "javascript")) === "wasm";
  const memory = isModule ? openPrivateMemory(bytes) : undefined;
  const buffer = memory?.buffer ?? new ArrayBuffer(Math.ceil(bytes / 8) * 8);
  const views = {
    singles: new Float32Array(buffer),
    doubles: new Float64Array(buffer),
    integers: new Int32Array(buffer),
  };
  return { ...views, run: memory ? networkModule.instantiate(memory) : bindTwins(views) };
}

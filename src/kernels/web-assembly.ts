/** The part of the WebAssembly interface that the kernels use, and their module, compiled once. */
import { wasmBase64 } from "./generated/wasm-binary.js";

export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
}

export interface KernelExports {
  readonly runProgram: (start: number, end: number, rowCount: number, blockRows: number) => number;
}

interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => WasmMemory;
  readonly Instance: new (
    module: object,
    imports: { env: { memory: WasmMemory } },
  ) => { readonly exports: KernelExports };
}

function findApi(): WebAssemblyApi | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}

const pageBytes = 65536;

let compiled: object | undefined;

function decodeBase64(text: string): Uint8Array {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** The compiled module is a constant that is expensive to make; one per process. */
function kernelModule(api: WebAssemblyApi): object {
  compiled ??= new api.Module(decodeBase64(wasmBase64));
  return compiled;
}

/** False where WebAssembly or shared memory is missing or a content policy forbids compiling. */
export function wasmIsAvailable(): boolean {
  const api = findApi();
  if (api === undefined || typeof SharedArrayBuffer === "undefined") return false;
  try {
    kernelModule(api);
    return true;
  } catch {
    return false;
  }
}

/** Memory of a fixed size (views of it stay valid) that threads may share. */
export function openWasmMemory(bytes: number): WasmMemory {
  const pages = Math.ceil(bytes / pageBytes);
  return new (findApi()!.Memory)({ initial: pages, maximum: pages, shared: true });
}

export function openWasmKernels(memory: WasmMemory): KernelExports {
  const api = findApi()!;
  return new api.Instance(kernelModule(api), { env: { memory } }).exports;
}

/** WebAssembly that is part of the package: modules in base64, compiled once, and the memories they run on. */

declare global {
  /** AssemblyScript's 32-bit integer; a plain number to the TypeScript compiler. */
  type i32 = number;
}

export interface WasmMemory<Buffer extends ArrayBufferLike> {
  readonly buffer: Buffer;
}

type AnyMemory = WasmMemory<ArrayBufferLike>;

interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => AnyMemory;
  readonly Instance: new (
    module: object,
    imports: { env: { memory: AnyMemory } },
  ) => { readonly exports: unknown };
}

function findApi(): WebAssemblyApi | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}

const pageBytes = 65536;

/** The address space of a module: pages of 32-bit addresses. */
export const largestMemory: number = 65536 * pageBytes;

/** Memory of a fixed size: views of it stay valid. */
function openMemory(bytes: number, shared: boolean): AnyMemory {
  const pages = Math.ceil(bytes / pageBytes);
  return new (findApi()!.Memory)({ initial: pages, maximum: pages, shared });
}

/** Memory that threads may share. */
export function openSharedMemory(bytes: number): WasmMemory<SharedArrayBuffer> {
  return openMemory(bytes, true) as WasmMemory<SharedArrayBuffer>;
}

export function openPrivateMemory(bytes: number): WasmMemory<ArrayBuffer> {
  return openMemory(bytes, false) as WasmMemory<ArrayBuffer>;
}

function decodeBase64(text: string): Uint8Array {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

export interface EmbeddedModule<Exports> {
  /** False where WebAssembly is missing or a content policy forbids compiling. */
  isAvailable(): boolean;
  instantiate(memory: AnyMemory): Exports;
}

/** The compiled module is a constant that is expensive to make; one per process. */
export function embedModule<Exports>(base64: string): EmbeddedModule<Exports> {
  let compiled: object | undefined;
  const compile = (api: WebAssemblyApi): object =>
    (compiled ??= new api.Module(decodeBase64(base64)));
  return {
    isAvailable() {
      const api = findApi();
      if (api === undefined) return false;
      try {
        compile(api);
        return true;
      } catch {
        return false;
      }
    },
    instantiate(memory) {
      const api = findApi()!;
      return new api.Instance(compile(api), { env: { memory } }).exports as Exports;
    },
  };
}

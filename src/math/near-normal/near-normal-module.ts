/** The module of this folder, and memories that it or its JavaScript twin works on. */
import { embedModule, openPrivateMemory, type EmbeddedModule } from "../web-assembly.js";
import { wasmBase64 } from "./generated/wasm-binary.js";
import type { Memory } from "./memory.js";
import { drawPairs } from "./twins/draws.js";
import { centreSeries, integrateNormals, predictModes } from "./twins/integrals.js";

export type NearNormalBackend = "wasm" | "javascript";

type WithoutMemory<Kernel> = Kernel extends (memory: Memory, ...operands: infer Operands) => infer R
  ? (...operands: Operands) => R
  : never;

interface NearNormalKernels {
  readonly drawPairs: WithoutMemory<typeof drawPairs>;
  readonly centreSeries: WithoutMemory<typeof centreSeries>;
  readonly predictModes: WithoutMemory<typeof predictModes>;
  readonly integrateNormals: WithoutMemory<typeof integrateNormals>;
}

const nearNormalModule: EmbeddedModule<NearNormalKernels> = embedModule(wasmBase64);

function bindTwins(views: Memory): NearNormalKernels {
  return {
    drawPairs: (...operands) => drawPairs(views, ...operands),
    centreSeries: (...operands) => centreSeries(views, ...operands),
    predictModes: (...operands) => predictModes(views, ...operands),
    integrateNormals: (...operands) => integrateNormals(views, ...operands),
  };
}

/** The constants of the vector kernels lie below this address. */
const firstFreeByte = 2048;

export interface NearNormalMemory<Name extends string> extends Memory {
  readonly run: NearNormalKernels;
  /** Byte offsets of the columns. */
  readonly at: Readonly<Record<Name, number>>;
  readonly column: (name: Name) => Float64Array;
}

/**
 * Columns of so many numbers each, one after the other. Without a wish WebAssembly runs where that exists, else
 * JavaScript; the bits are the same.
 */
export function openNearNormalMemory<Name extends string>(
  lengths: Readonly<Record<Name, number>>,
  wish?: NearNormalBackend,
): NearNormalMemory<Name> {
  const isModule = (wish ?? (nearNormalModule.isAvailable() ? "wasm" : "javascript")) === "wasm";
  let bytes = firstFreeByte;
  const at = {} as Record<Name, number>;
  for (const name of Object.keys(lengths) as Name[]) {
    at[name] = bytes;
    bytes += 16 * Math.ceil(lengths[name] / 2);
  }
  const memory = isModule ? openPrivateMemory(bytes) : undefined;
  const buffer = memory?.buffer ?? new ArrayBuffer(bytes);
  const views = { numbers: new Float64Array(buffer), integers: new Int32Array(buffer) };
  return {
    ...views,
    run: memory ? nearNormalModule.instantiate(memory) : bindTwins(views),
    at,
    column: (name) => new Float64Array(buffer, at[name], lengths[name]),
  };
}

/** The module of the kernels. */
import { embedModule, type EmbeddedModule } from "../math/index.js";
import { wasmBase64 } from "./generated/wasm-binary.js";

interface KernelExports {
  readonly runProgram: (start: number, end: number, rowCount: number, blockRows: number) => number;
}

export const kernelModule: EmbeddedModule<KernelExports> = embedModule(wasmBase64);

/** The kernels' memory is shared, which browsers allow to isolated pages only. */
export function wasmIsAvailable(): boolean {
  return typeof SharedArrayBuffer !== "undefined" && kernelModule.isAvailable();
}

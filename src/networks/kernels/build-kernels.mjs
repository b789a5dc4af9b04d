/**
 * Compiles assembly/ and portable/ to WebAssembly and writes the module into generated/wasm-binary.ts. With
 * --check it writes nothing and fails when that file is not what it would write.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  base64Constant,
  compileAssembly,
  settleModule,
} from "../../../scripts/compile-assembly.mjs";

const here = dirname(fileURLToPath(import.meta.url));

const wasm = await compileAssembly({
  folder: join(here, "assembly"),
  entry: readFileSync(join(here, "assembly", "entry.ts"), "utf8"),
  substitutes: ["memory", "float-bits"],
  shared: false,
});
const text = [
  "/** The kernels of networks as WebAssembly, in base64. Written by `npm run kernels`; do not edit. */",
  "",
  ...base64Constant(wasm),
].join("\n");
settleModule(join(here, "generated", "wasm-binary.ts"), wasm, text);

/**
 * Compiles the row likelihoods of assembly/ to WebAssembly, a module of its own that no sampler loads, and
 * writes it into generated/row-likelihoods-wasm.ts. With --check it writes nothing and fails when that file is
 * not what it would write.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { base64Constant, compileAssembly, settleModule } from "../../scripts/compile-assembly.mjs";

const here = dirname(fileURLToPath(import.meta.url));

const wasm = await compileAssembly({
  folder: join(here, "assembly"),
  entry: readFileSync(join(here, "assembly", "row-entry.ts"), "utf8"),
  substitutes: ["memory", "float-bits"],
  shared: false,
});
const text = [
  "/** The row likelihoods as WebAssembly, in base64. Written by `npm run kernels`; do not edit. */",
  "",
  ...base64Constant(wasm),
].join("\n");
settleModule(join(here, "generated", "row-likelihoods-wasm.ts"), wasm, text);

/**
 * Compiles assembly/ and portable/ to WebAssembly and writes the module into generated/wasm-binary.ts. With
 * --check it writes nothing and fails when that file is not what it would write.
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { settleFolder } from "../../../scripts/compile-assembly.mjs";

await settleFolder(dirname(fileURLToPath(import.meta.url)), {
  substitutes: ["memory"],
  purpose: "Densities near the normal",
});

/** The committed WebAssembly is what its sources compile to, on any machine. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { wasmBase64 } from "../../../src/math/near-normal/generated/wasm-binary.js";

const root = join(import.meta.dirname, "..", "..", "..");
const build = join(root, "src", "math", "near-normal", "build-near-normal.mjs");

it("is up to date with the sources", () => {
  expect(() => execFileSync(process.execPath, [build, "--check"], { stdio: "pipe" })).not.toThrow();
});

it("stays small enough to embed", () => {
  expect((wasmBase64.length * 3) / 4).toBeLessThan(8_000);
});

/** The committed WebAssembly is what its sources compile to, on any machine. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { kernelOrder, wasmBase64 } from "../../src/kernels/generated/wasm-binary.js";
import { kernelNames } from "./kernel-cases.js";

const build = join(import.meta.dirname, "..", "..", "src", "kernels", "build-kernels.mjs");

it("is up to date with the sources", () => {
  expect(() => execFileSync(process.execPath, [build, "--check"], { stdio: "pipe" })).not.toThrow();
});

it("has an opcode for every kernel of the signatures, in their order", () => {
  expect(kernelOrder).toEqual(kernelNames);
});

it("stays small enough to embed", () => {
  expect((wasmBase64.length * 3) / 4).toBeLessThan(24_000);
});

/** The committed WebAssembly is what its sources compile to, on any machine. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { wasmBase64 as rowLikelihoods } from "../../src/kernels/generated/row-likelihoods-wasm.js";
import { kernelOrder, wasmBase64 } from "../../src/kernels/generated/wasm-binary.js";
import { kernelNames } from "./kernel-cases.js";

const folder = join(import.meta.dirname, "..", "..", "src", "kernels");

it.each(["build-kernels.mjs", "build-row-likelihoods.mjs"])(
  "is up to date with the sources of %s",
  (name) => {
    const build = join(folder, name);
    expect(() =>
      execFileSync(process.execPath, [build, "--check"], { stdio: "pipe" }),
    ).not.toThrow();
  },
);

it("has an opcode for every kernel of the signatures, in their order", () => {
  expect(kernelOrder).toEqual(kernelNames);
});

it("stays small enough to embed", () => {
  expect((wasmBase64.length * 3) / 4).toBeLessThan(24_000);
  expect((rowLikelihoods.length * 3) / 4).toBeLessThan(16_000);
});

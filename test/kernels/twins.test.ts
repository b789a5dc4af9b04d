/** The WebAssembly kernels and their JavaScript twins agree to the last bit. */
import { describe, expect, it } from "vitest";
import { openStream } from "../../src/math/index.js";
import { kernelNames, randomOperands, runKernel, type Operands } from "./kernel-cases.js";
import type { KernelName } from "../../src/graph/plan/kernel-signatures.js";

const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 511, 512, 513, 1025];

function expectSameBits(kernel: KernelName, operands: Operands, n: number): void {
  const wasm = runKernel(kernel, operands, n, "wasm");
  const twin = runKernel(kernel, operands, n, "javascript");
  expect(Object.is(wasm.sum, twin.sum), `${kernel} n=${n}: ${wasm.sum} ${twin.sum}`).toBe(true);
  for (const [name, value] of Object.entries(wasm.after)) {
    const other = twin.after[name]!;
    if (!(value instanceof Float64Array) || !(other instanceof Float64Array)) continue;
    const at = value.findIndex((x, i) => !Object.is(x, other[i]));
    expect(at, `${kernel} n=${n} ${name}[${at}]: ${value[at]} ${other[at]}`).toBe(-1);
  }
}

/** Puts extreme numbers into the linear predictor or the mean. */
function withExtremes(operands: Operands): Operands {
  const extremes = [800, -800, 0, -0, 1e-300, -1e-300, 709.9, -745, 40, -40, Infinity, -Infinity];
  const name = "eta" in operands ? "eta" : "mu";
  const predictor = operands[name];
  if (!(predictor instanceof Float64Array)) return operands;
  return { ...operands, [name]: predictor.map((x, i) => extremes[i] ?? x) };
}

describe.each(kernelNames)("%s", (kernel) => {
  it("gives the same bits in WebAssembly and in JavaScript at every length", () => {
    for (const n of lengths) {
      const random = openStream(7, kernel, n);
      for (let repeat = 0; repeat < 3; repeat++) {
        expectSameBits(kernel, randomOperands(kernel, n, random), n);
      }
    }
  });

  it("gives the same bits on extreme predictors", () => {
    for (const n of [12, 13, 40]) {
      expectSameBits(kernel, withExtremes(randomOperands(kernel, n, openStream(8, kernel, n))), n);
    }
  });
});

describe("a NaN in the linear predictor", () => {
  const withPredictor = kernelNames.filter((kernel) => {
    const operands = randomOperands(kernel, 5, openStream(9, kernel));
    return ("eta" in operands || "mu" in operands) && !kernel.endsWith("pullback");
  });

  it.each(withPredictor)("passes through %s on both backends", (kernel) => {
    for (const row of [0, 1, 4]) {
      const operands = randomOperands(kernel, 5, openStream(9, kernel));
      const input = kernel.startsWith("inverse_") || "eta" in operands ? "eta" : "mu";
      (operands[input] as Float64Array)[row] = NaN;
      for (const backend of ["wasm", "javascript"] as const) {
        const { sum, after } = runKernel(kernel, operands, 5, backend);
        if (kernel.startsWith("inverse_")) expect((after["mu"] as Float64Array)[row]).toBeNaN();
        else expect(sum).toBeNaN();
      }
    }
  });
});

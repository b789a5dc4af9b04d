import { describe, expect, it } from "vitest";
import { openStream } from "../../../src/math/index.js";
import { openTriangle } from "../../../src/math/sparse/index.js";

/** B Bᵀ + I of random B, by columns. */
function matrixOf(n: number): Float64Array {
  const random = openStream(n, "triangle");
  const b = Float64Array.from({ length: n * n }, () => random.normal());
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [at % n, Math.floor(at / n)];
    let sum = i === j ? 1 : 0;
    for (let k = 0; k < n; k++) sum += b[i * n + k]! * b[j * n + k]!;
    return sum;
  });
}

function solved(n: number, backend: "wasm" | "javascript") {
  const triangle = openTriangle(n, backend);
  triangle.matrix.set(matrixOf(n));
  expect(triangle.factorise()).toBe(true);
  triangle.invert();
  return triangle;
}

describe("a dense triangle", () => {
  it.each([1, 2, 5, 8, 33])("of %i rows times its inverse is the identity", (n) => {
    const { matrix, inverse } = solved(n, "wasm");
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let k = j; k <= i; k++) sum += matrix[k * n + i]! * inverse[k * n + j]!;
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 11);
      }
  });

  it.each([1, 2, 7, 40])("of %i rows has the same bits in WebAssembly and in JavaScript", (n) => {
    const [module, twin] = [solved(n, "wasm"), solved(n, "javascript")];
    expect([...module.inverse]).toEqual([...twin.inverse]);
    expect([...module.matrix]).toEqual([...twin.matrix]);
  });

  it("says where a matrix is not positive definite", () => {
    const triangle = openTriangle(2);
    triangle.matrix.set([1, 2, 2, 1]);
    expect(triangle.factorise()).toBe(false);
  });
});

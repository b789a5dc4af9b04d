import { describe, expect, it } from "vitest";
import { openStream } from "../../../src/math/index.js";
import { openIntrinsicFactor } from "../../../src/math/sparse/index.js";
import { nullSpaceOf } from "../../../src/vocabulary/effects/index.js";
import { structures } from "../../vocabulary/effects/structures.js";
import { denseOf, spectrumOf } from "./dense-symmetric.js";

describe("the factor of a singular precision matrix", () => {
  it.each(structures)("of %s has the determinant, variances and root", (_name, structure) => {
    const { nodeCount: n, matrix, intrinsic } = structure;
    const spaces = intrinsic.map((component) => nullSpaceOf(component, n));
    const factor = openIntrinsicFactor(matrix!, spaces);
    const { eigenvalues, pseudoInverse } = spectrumOf(denseOf(matrix!), n);
    expect(factor.rank).toBe(eigenvalues.length);
    const logs = eigenvalues.reduce((sum, value) => sum + Math.log(value), 0);
    expect(factor.logDeterminant()).toBeCloseTo(logs, 10);
    factor.variances().forEach((variance, i) => {
      expect(variance).toBeCloseTo(pseudoInverse[i * n + i]!, 10);
    });
    const columns = Array.from({ length: factor.rank }, (_, k) => {
      const z = new Float64Array(factor.rank);
      z[k] = 1;
      const x = new Float64Array(n);
      factor.root(z, x);
      return x;
    });
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const product = columns.reduce((sum, column) => sum + column[i]! * column[j]!, 0);
        expect(product).toBeCloseTo(pseudoInverse[i * n + j]!, 10);
      }
    const random = openStream(3, "root");
    const x = Float64Array.from({ length: n }, () => random.normal());
    const back = new Float64Array(factor.rank);
    factor.rootTransposed(x.slice(), back);
    columns.forEach((column, k) => {
      const product = column.reduce((sum, value, i) => sum + value * x[i]!, 0);
      expect(back[k]!).toBeCloseTo(product, 10);
    });
  });
});

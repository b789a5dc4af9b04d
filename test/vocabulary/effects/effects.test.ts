/** Structure matrices: null spaces, and entries by their definitions. */
import { describe, expect, it } from "vitest";
import { effects, nullSpaceOf } from "../../../src/vocabulary/effects/index.js";
import { denseOf, spectrumOf } from "../../math/sparse/dense-symmetric.js";
import { areas, structures } from "./structures.js";

const nodeCount = 5;
const inputs = {
  nodeCount,
  locations: Float64Array.of(0, 1, 2, 3, 4),
  graph: areas,
  cyclic: false,
  scaled: false,
};

function rows(dense: Float64Array, n: number): readonly (readonly number[])[] {
  return Array.from({ length: n }, (_, i) => [...dense.subarray(i * n, (i + 1) * n)]);
}

describe("the structure of an effect", () => {
  it.each(structures)("of %s is zero along its null space and nowhere else", (_name, structure) => {
    const n = structure.nodeCount;
    const dense = denseOf(structure.matrix!);
    const spaces = structure.intrinsic.map((component) => nullSpaceOf(component, n));
    const directions = spaces.flatMap((space) => space.directions);
    for (const u of directions) {
      for (let i = 0; i < n; i++) {
        const product = u.reduce((sum, value, j) => sum + dense[i * n + j]! * value, 0);
        expect(Math.abs(product)).toBeLessThan(1e-12);
      }
      expect(u.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12);
    }
    expect(spectrumOf(dense, n).eigenvalues).toHaveLength(n - directions.length);
  });

  it("of a regular second-order walk is that of the second differences", () => {
    const dense = denseOf(effects.rw2.build(inputs).matrix!);
    expect(rows(dense, nodeCount)).toEqual([
      [1, -2, 1, 0, 0],
      [-2, 5, -4, 1, 0],
      [1, -4, 6, -4, 1],
      [0, 1, -4, 5, -2],
      [0, 0, 1, -2, 1],
    ]);
  });

  it("of a cyclic first-order walk makes the ends neighbours", () => {
    const dense = denseOf(effects.rw1.build({ ...inputs, cyclic: true }).matrix!);
    expect(rows(dense, nodeCount)[0]).toEqual([2, -1, 0, 0, -1]);
  });

  it("of an irregular walk does not change when a place is only named in other units", () => {
    const places = Float64Array.of(0, 1, 1.5, 3, 5);
    const once = denseOf(effects.rw2.build({ ...inputs, locations: places }).matrix!);
    const doubled = places.map((place) => 2 * place);
    const other = denseOf(effects.rw2.build({ ...inputs, locations: doubled }).matrix!);
    // The variance of second differences grows with the cube of the distance.
    once.forEach((entry, at) => expect(other[at]!).toBeCloseTo(entry / 8, 12));
  });

  it("of areas is their number of neighbours, −1 between neighbours, and 1 for an island", () => {
    const dense = denseOf(effects.besag.build({ ...inputs, nodeCount: 7 }).matrix!);
    expect(rows(dense, 7)[2]).toEqual([-1, -1, 3, -1, 0, 0, 0]);
    expect(rows(dense, 7)[6]).toEqual([0, 0, 0, 0, 0, 0, 1]);
  });
});

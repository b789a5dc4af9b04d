/** Rows are grouped exactly as comparing all of their keys would group them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codesOfNumbers,
  firstRows,
  groupRows,
  jointCodes,
} from "../../src/graph/rewrites/row-codes.js";

const keys = fc.integer({ min: 1, max: 60 }).chain((rowCount) =>
  fc.record({
    rowCount: fc.constant(rowCount),
    index: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: rowCount, maxLength: rowCount }),
    numbers: fc.array(fc.constantFrom(0, 1, -1, 0.1, 1e300, 5e-324), {
      minLength: rowCount,
      maxLength: rowCount,
    }),
  }),
);

describe("grouping rows", () => {
  it("puts two rows together exactly when every key is equal", () => {
    fc.assert(
      fc.property(keys, ({ rowCount, index, numbers }) => {
        const columns = [Int32Array.from(index), Float64Array.from(numbers)];
        const groups = groupRows(columns, rowCount, rowCount)!;
        const texts = index.map((level, i) => `${level} ${numbers[i]!}`);
        expect(groups.count).toBe(new Set(texts).size);
        const representatives = firstRows(groups);
        groups.codes.forEach((code, i) => {
          expect(texts[representatives[code]!]).toBe(texts[i]);
        });
      }),
    );
  });

  it("numbers groups by first appearance", () => {
    const groups = groupRows([Int32Array.of(7, 3, 7, 9, 3)], 5, 5)!;
    expect([...groups.codes]).toEqual([0, 1, 0, 2, 1]);
  });

  it("gives up as soon as there are more groups than allowed", () => {
    const numbers = Float64Array.from({ length: 100 }, (_, i) => i);
    expect(groupRows([numbers], 100, 99)).toBeUndefined();
    expect(codesOfNumbers(numbers, 99)).toBeUndefined();
    expect(codesOfNumbers(numbers, 100)?.count).toBe(100);
  });

  it("finds pairs of codes from wide ranges by hashing", () => {
    const wide = { codes: Int32Array.of(90_000, 5, 90_000, 5), count: 100_000 };
    const narrow = { codes: Int32Array.of(1, 0, 1, 1), count: 2 };
    expect([...jointCodes(wide, narrow, 10)!.codes]).toEqual([0, 1, 0, 2]);
  });
});

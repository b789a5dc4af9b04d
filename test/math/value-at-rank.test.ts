/** One order statistic is the one that sorting finds. */
import { describe, expect, it } from "vitest";
import { openStream } from "../../src/math/index.js";
import { valueAtRank } from "../../src/math/value-at-rank.js";

describe("the value at a rank", () => {
  const random = openStream(3, "ranks");
  const cases = {
    "distinct values": Float64Array.from({ length: 301 }, () => random.normal()),
    "few values often": Float64Array.from({ length: 200 }, () => Math.floor(4 * random.uniform())),
    "ascending values": Float64Array.from({ length: 50 }, (_, i) => i),
    "descending values": Float64Array.from({ length: 50 }, (_, i) => -i),
    "one value": Float64Array.of(7),
  };
  for (const [name, values] of Object.entries(cases))
    it(`is that of the sorted ones and leaves them in their order: ${name}`, () => {
      const before = values.slice();
      const sorted = values.slice().sort();
      expect(Array.from(sorted, (_, rank) => valueAtRank(values, rank))).toEqual(
        Array.from(sorted),
      );
      expect(values).toEqual(before);
    });
});
